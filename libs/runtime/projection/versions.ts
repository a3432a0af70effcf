import type { Projection } from '#kernel';
import type { GenerationInfo } from '#read-store';

/** What queries read was built by another version of the projection; one document must not hold what two versions make of events. */
export class AnotherVersionIsLive extends Error {
  override readonly name = 'AnotherVersionIsLive';

  constructor(
    readonly live: GenerationInfo,
    own: number,
  ) {
    const { model, version } = live;
    const remedy = version > own ? 'start the newer software or run' : 'run';
    super(`${model}: live is version ${version}, this process has version ${own}; ${remedy} \`ta rebuild ${model}\``);
  }
}

/** Why this version of a projection must not write into what is live; undefined when it may. */
export function versionProblem(
  { version }: Pick<Projection, 'version'>,
  generations: readonly GenerationInfo[],
): AnotherVersionIsLive | undefined {
  const live = generations.find(({ status }) => status === 'live');
  return live === undefined || live.version === version ? undefined : new AnotherVersionIsLive(live, version);
}
