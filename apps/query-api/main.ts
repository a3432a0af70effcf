import { queryApi, runService } from '#application/nest';

/** Answers questions out of the read models. */
await runService(queryApi);
