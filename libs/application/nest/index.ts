export { Application } from './application.js';
export { runService } from './run-service.js';
export { commandApi, commandSets, projector, queryApi, sagaRunner, type Service } from './services.js';
