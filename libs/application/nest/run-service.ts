import { JsonLog, runProcess, settingsFrom } from '#platform';
import { Application } from './application.js';
import type { Service } from './services.js';

/** The whole of an app that does nothing but its service: settings from the environment, one line when it answers. */
export function runService(service: Service): Promise<void> {
  return runProcess(async () => {
    const settings = settingsFrom(process.env);
    const application = await Application.open(settings, new JsonLog(settings.logLevel), service);
    try {
      const url = await application.listen(settings);
      process.stdout.write(`The ${service.name} of Trade Assurance answers at ${url}\n`);
    } catch (error) {
      await application.close();
      throw error;
    }
    return () => application.close();
  });
}
