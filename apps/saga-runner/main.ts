import { sagaRunner, runService } from '#application/nest';

/** Carries out what the sagas decide. */
await runService(sagaRunner);
