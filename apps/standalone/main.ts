import { Application } from '#application/nest';
import { JsonLog, runProcess, settingsFrom } from '#platform';
import { loadDemo } from './demo/load.js';
import { welcome } from './welcome.js';

/** Everything in one process, on embedded stores in one folder. */
await runProcess(async () => {
  const settings = settingsFrom(process.env);
  const log = new JsonLog(settings.logLevel);
  const application = await Application.open(settings, log);
  try {
    const url = await application.listen(settings);
    const order = settings.demo ? await loadDemo(application, log) : undefined;
    process.stdout.write(welcome(url, settings, order));
  } catch (error) {
    await application.close();
    throw error;
  }
  return () => application.close();
});
