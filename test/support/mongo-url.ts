/** The same server, or the same members of a replica set, and another database. */
export function inDatabase(server: string, database: string): string {
  const [, hosts = server, options = ''] = /^(\w+(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(server) ?? [];
  return `${hosts}/${database}${options}`;
}
