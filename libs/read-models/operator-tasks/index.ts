export { TASK_KINDS, type OperatorTaskDoc, type TaskKind } from './doc.js';
export { operatorTasks } from './project.js';
