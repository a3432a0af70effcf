import { commandApi, runService } from '#application/nest';

/** Takes commands over HTTP; shares nothing with its replicas. */
await runService(commandApi);
