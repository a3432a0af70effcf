import { projector, runService } from '#application/nest';

/** Folds events into the read models. */
await runService(projector);
