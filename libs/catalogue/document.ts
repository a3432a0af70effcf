import type { Catalogue, EventDefinition, Json, JsonObject, PersonalField } from '#kernel';

/** The catalogue for people: a table per writer with what each event means and carries. Kept as docs/events.md. */
export function eventsDocument(catalogues: Readonly<Record<string, Catalogue>>): string {
  const chapters = Object.entries(catalogues).map(([writer, events]) => chapter(writer, events));
  return [HEAD, ...chapters].join('\n');
}

const HEAD = `# Events

Generated from the catalogues in the code (\`npm run docs\`). Money is \`{minor, currency}\`, integer minor units as text; instants are RFC 3339 in UTC with
milliseconds. A field marked * may be absent; one marked † is about a person or his account.
`;

function chapter(writer: string, events: Catalogue): string {
  const rows = Object.entries(events).map(([type, definition]) => row(type, definition));
  return [`## ${writer}`, '', '| event | meaning | data |', '|---|---|---|', ...rows, ''].join('\n');
}

const row = (type: string, { meaning, schema, personal }: EventDefinition): string =>
  `| \`${type}\` | ${meaning} | ${fieldsOf(schema.json, personal).join(', ')} |`;

function fieldsOf(schema: JsonObject, personal: readonly PersonalField[]): string[] {
  const required = listOf(schema['required']);
  return Object.keys(objectOf(schema['properties'])).map((name) => {
    const marks = (required.includes(name) ? '' : '*') + (personal.some(({ path }) => path[0] === name) ? '†' : '');
    return `\`${name}\`${marks}`;
  });
}

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}; // Array.isArray does not narrow a readonly array
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []); // likewise
