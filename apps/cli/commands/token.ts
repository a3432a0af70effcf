import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseDuration } from '#clock';
import { organisationId, type OrganisationId } from '#kernel';
import { TOKEN_ROLES, type TokenRole } from '#platform/auth';
import { Credentials } from '../client/credentials.js';
import { dataDirOption, jsonOption } from '../options.js';
import { print, type Terminal } from '../output.js';

interface Options {
  readonly role: TokenRole;
  readonly organisation: OrganisationId;
  readonly id: string;
  /** Seconds. */
  readonly expires: number;
  readonly dataDir: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  $ TOKEN=$(npm run --silent ta -- token --role buyer --organisation acme-imports)
  $ curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:3000/v1/clock`;

/** `ta token`: a signed token for trying things out. */
export function addTokenCommand(program: Command, terminal: Terminal): void {
  program
    .command('token')
    .description('issue a token, signed with the key of this installation')
    .addOption(new Option('--role <role>', 'who acts').choices(TOKEN_ROLES).makeOptionMandatory())
    .requiredOption('--organisation <id>', 'for whom: lower-case letters, digits and dashes', organisation)
    .option('--id <id>', 'the person or program that acts', 'demo')
    .addOption(expiresOption())
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => {
      const credentials = await Credentials.of(options.dataDir);
      const { role, organisation, id: subject, expires: validForSeconds } = options;
      const token = await credentials.issue({ role, organisation, subject, validForSeconds });
      print(terminal, options, { token, role, organisation, id: subject, expiresInSeconds: validForSeconds }, token);
    });
}

const expiresOption = (): Option =>
  new Option('--expires <duration>', 'how long it is good, such as 8h or 30m')
    .argParser(seconds)
    .default(8 * 3_600, '8h');

function organisation(text: string): OrganisationId {
  try {
    return organisationId(text);
  } catch {
    throw new InvalidArgumentError('It has up to 63 lower-case letters, digits and dashes.');
  }
}

function seconds(text: string): number {
  try {
    return Math.ceil(parseDuration(text) / 1_000);
  } catch {
    throw new InvalidArgumentError('It is a number and a unit of d, h, m or s, such as 8h.');
  }
}
