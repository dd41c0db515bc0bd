import { Refusal } from '#domain/refusal.ts';
import { asking } from '../replies/asking.ts';
import { compose } from './compose.ts';
import type { Ending, Run, Turning } from './run.ts';
import type { Saved } from './saved.ts';
import type { Dialogue, Script } from './script.ts';
import type { Input, Readers, Turn } from './turn.ts';
import { act, keep, part } from './vocabulary/act.ts';
import { agree } from './vocabulary/agree.ts';
import { ask } from './vocabulary/ask.ts';
import { choose } from './vocabulary/choose.ts';
import { confirm } from './vocabulary/confirm.ts';
import { decide } from './vocabulary/decide.ts';
import { detour, receipt, say, turnTo, ways } from './vocabulary/say.ts';
import { several } from './vocabulary/several.ts';

/** More runs in one turn than any dialogue needs: its author lets two questions reopen each other. */
const mostRuns = 60;

/**
 * Plays one turn: runs the script from its first line; answered questions return at once, the first open one takes
 * the message or ends the turn. Nothing is replayed by position, so a restart or a release between two messages is
 * not even noticed. What was saved before is not touched.
 *
 * @throws Error for a mistake of the dialogue's author, with what to do about it; whatever the world throws.
 */
export async function play<World, Facts>(
  dialogue: Dialogue<World, Facts>,
  before: Saved<Facts>,
  input: Input<Facts>,
  world: World,
  readers: Readers<Facts>,
): Promise<Turn<Facts>> {
  const saved = structuredClone(before);
  if (input.kind === 'start' && input.facts !== undefined) saved.heard.push(input.facts);
  const turning: Turning<Facts> = {
    dialogue: dialogue.name,
    saved,
    readers,
    input,
    unread: undefined,
    near: false,
    freshFrom: before.heard.length,
    silent: new Set(),
    lines: [],
    between: undefined,
    asked: undefined,
  };
  for (let runs = 0; runs < mostRuns; runs += 1) {
    const ending = await once(dialogue, world, turning);
    if (ending.kind === 'again') continue;
    if (ending.kind !== 'waiting') saved.pending = undefined;
    return { saved, replies: compose(turning), status: ending, near: turning.near };
  }
  throw new Error(`dialogue '${dialogue.name}' goes in circles: its questions reopen one another without an answer`);
}

/** One run through the script. */
async function once<World, Facts>(
  dialogue: Dialogue<World, Facts>,
  world: World,
  turning: Turning<Facts>,
): Promise<Ending> {
  const { promise: left, resolve, reject } = promiseWithResolvers<Ending>();
  const run: Run<Facts> = {
    turning,
    met: new Set(),
    trail: [],
    said: [],
    busy: undefined,
    leave(ending) {
      resolve(ending);
      return never();
    },
    fail(problem) {
      reject(new Error(`dialogue '${turning.dialogue}' ${problem}`));
      return never();
    },
  };
  const ended = dialogue.script(vocabulary(run), world).then(() => finished(run), refused(run));
  return Promise.race([left, ended]);
}

function vocabulary<Facts>(run: Run<Facts>): Script<Facts> {
  return {
    choose: choose(run),
    several: several(run),
    ask: ask(run),
    decide: decide(run),
    confirm: confirm(run),
    agree: agree(run),
    act: act(run),
    keep: keep(run),
    part: part(run),
    say: say(run),
    receipt: receipt(run),
    detour: detour(run),
    turnTo: turnTo(run),
    ways: ways(run),
  };
}

function finished<Facts>(run: Run<Facts>): Ending | Promise<never> {
  if (run.busy !== undefined) return run.fail(`ends before '${run.busy}' does; is there an \`await\` missing?`);
  const { lines } = run.turning;
  lines.push(...run.said);
  if (lines.length === 0) lines.push({ text: asking.nothingSaid });
  return { kind: 'finished', outcome: 'done' };
}

/** A refusal that no question is reopened by ends the dialogue with its sentence. */
function refused<Facts>(run: Run<Facts>): (error: unknown) => Ending {
  return (error) => {
    if (!(error instanceof Refusal)) throw error;
    run.turning.lines.push({ text: run.turning.readers.refused(error) });
    return { kind: 'finished', outcome: 'refused' };
  };
}

/** A promise that never settles: what awaits it is garbage when the turn is over. */
function never(): Promise<never> {
  return new Promise(() => {});
}

function promiseWithResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<T>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}
