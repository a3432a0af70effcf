import type { DomainCommand, Ports } from '#platform';
import type { CommandResult } from '#runtime';
import { Life, type CrashPoint } from './life.js';
import type { PlainBus } from './bus.js';
import { startProcess, type Make, type Role } from './process.js';

/** Which process dies, and where. */
export interface Death extends CrashPoint {
  readonly role: Role;
}

/** Which processes there are, and what they are made of. */
export interface Plan extends Make {
  readonly roles: readonly Role[];
}

/** One process of each role on the same ports, the way that an orchestrator keeps them: who dies is started again. */
export class Installation {
  readonly #ports: Ports;
  readonly #plan: Plan;
  /** The one that is to die. */
  readonly #doomed: Life | undefined;
  readonly #lives = new Map<Role, Life>();
  readonly #buses = new Map<Role, Promise<PlainBus>>();
  #stopped = false;

  constructor(ports: Ports, plan: Plan, death?: Death) {
    this.#ports = ports;
    this.#plan = plan;
    for (const role of plan.roles) this.#start(role, new Life(death?.role === role ? death : undefined));
    this.#doomed = death && this.#lives.get(death.role);
  }

  /** Whether the process that was to die has met its end. */
  get died(): boolean {
    return this.#doomed?.met ?? false;
  }

  /** Where the process of that role could have died so far; the one that lives now. */
  pointsOf(role: Role): readonly CrashPoint[] {
    return [...(this.#lives.get(role)?.points ?? [])];
  }

  /** Sends a command the way that a client does who means to be exact: again, under the same id, when he gets no answer. */
  async send(command: DomainCommand): Promise<CommandResult> {
    for (;;) {
      const answer = this.#buses.get('command-api')?.then((bus) => bus.execute(command));
      const result = await Promise.race([answer, this.#lives.get('command-api')?.over]);
      if (result !== undefined) return result;
    }
  }

  /** All of them end here and now. */
  stop(): void {
    this.#stopped = true;
    for (const life of this.#lives.values()) life.end();
  }

  #start(role: Role, life: Life): void {
    this.#lives.set(role, life);
    this.#buses.set(role, startProcess(role, life, this.#ports, this.#plan));
    void life.over.then(() => {
      if (!this.#stopped) this.#start(role, new Life());
    });
  }
}
