import { organisationId } from '#kernel';
import { Application } from '#application/nest';
import { supplier } from '#contexts/supplier';
import { JsonLog } from '#platform';
import { contractOf, enrolments } from './orders.js';
import { BUYER_NUMBER, type Address } from './http-load.js';

/** The whole service, as `npm start` runs it. Prints its `Address` as JSON, and ends with SIGTERM. */
async function main(dataDir: string): Promise<void> {
  const application = await Application.open({ dataDir, clock: 'system' }, new JsonLog('error'));
  const { pipeline, tokens } = application.engine;
  for (const { id, command, envelope } of enrolments) await pipeline.run(supplier, id, command, envelope);
  const url = await application.listen({ host: '127.0.0.1', port: 0 });
  const organisation = organisationId(contractOf(BUYER_NUMBER).buyer);
  const token = await tokens.issue({ subject: 'buyer', organisation, role: 'buyer' });
  process.once('SIGTERM', () => void application.close());
  console.log(JSON.stringify({ url, token } satisfies Address));
}

await main(process.argv[2] ?? '');
