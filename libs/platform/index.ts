export { callerOf } from './auth/access.guard.js';
export { SCOPES, type Caller, type Scope } from './auth/caller.js';
export { TOKEN_ROLES, TokenRefused, Tokens, type TokenRequest, type TokenRole } from './auth/tokens.js';
export { BusDispatch } from './commands/bus-dispatch.js';
export { DomainCommand, type CommandClass } from './commands/domain-command.js';
export { carryOut, effect, PAYMENT_PROVIDER, type Effect } from './commands/effects.js';
export { commandsOf, type CommandSet, type FactsFor, type Pipeline } from './commands/handlers.js';
export { loadEach } from './commands/load-each.js';
export { WriteSide } from './commands/write-side.js';
export * from './config/index.js';
export { Engine, type EngineOptions, type EngineSettings } from './engine/engine.js';
export { EngineModule } from './engine/engine.module.js';
export { closePorts, openPorts, type Ports, type PortSettings } from './engine/ports.js';
export { HealthModule } from './health/health.module.js';
export { DesignatedAccountAnswer, DesignatedAccountBody } from './http/account.body.js';
export { bodyPipe } from './http/body.pipe.js';
export { closeHttpApp } from './http/close-app.js';
export { answerRead } from './http/conditional.js';
export { createHttpApp } from './http/create-app.js';
export {
  ChoiceField,
  ChoiceListField,
  FlagField,
  IdField,
  IdListField,
  IntegerField,
  IntegerParameter,
  ListField,
  ObjectField,
  OrganisationField,
  TextField,
} from './http/fields.js';
export { Freshness } from './http/freshness.js';
export { CatchingUp, FreshnessQuery } from './http/freshness.query.js';
export * from './http/id.pipe.js';
export { LivePages, type LivePage, type LiveSource } from './http/live.js';
export { MoneyBody, toMoneyBody, toMoneyData } from './http/money.body.js';
export {
  Asked,
  Pages,
  type Asking,
  type DocumentPage,
  type ListPage,
  type Reading,
  type Visible,
} from './http/pages.js';
export { PageAnswer, pageFrom, pageOf, PageQuery } from './http/paging.js';
export { Presenter, type Presented } from './http/present.js';
export { rawBodyOf } from './http/raw-body.js';
export { openEventStore } from './stores/index.js';
export { Positions } from './http/positions.js';
export { TakesUpload, tooLarge, uploadIn, type Upload } from './http/upload.js';
export { uuidV5 } from './http/uuid-v5.js';
export { WriteAnswer } from './http/write-answer.js';
export { commandIdFor, idOfNew, Write, WriteRequest } from './http/write-request.js';
export { describeApi } from './openapi/reference.js';
export { routesOf, type Route } from './policy/closed-by-default.js';
export { Followed, Operation } from './policy/operation.js';
export { ANYONE, lineOf, policy, type Line, type OperationName } from './policy/policy.js';
export { problemOfRefusal } from './problem/refusal.js';
export { badRequest, notFound, Problem, type FieldError } from './problem/problem.js';
