/** The same object, with other members in the place of some. */
export const replaced = <T extends object>(object: T, members: Partial<T>): T =>
  new Proxy(object, {
    get: (target, name): unknown => {
      if (name in members) return Reflect.get(members, name);
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
