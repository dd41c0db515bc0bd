/**
 * Points at which a test makes this process fail, to show that nothing is lost there. Nothing happens unless the
 * variable FAILPOINT names one: `before-call:2:kill` fails at the second time that it is passed. It is a test's hook and
 * no setting of the program, so it is read here and not with the configuration.
 */
export type Failpoint =
  /** A message or a row was claimed; nothing of what follows is done. */
  | 'claimed'
  /** A transaction has committed; nobody was told yet. */
  | 'committed'
  /** A row was handed to a carrier. */
  | 'handed-over'
  /** The attempt is on record; the platform was not called. */
  | 'before-call'
  /** The platform has answered; its answer is not on record. */
  | 'after-call';

/** What a process does when it fails: dies at once, throws, or never goes on. */
type Action = 'kill' | 'throw' | 'hang';

interface Armed {
  name: string;
  /** Passes that are left before it fails. */
  left: number;
  action: Action;
}

let armed = read(process.env['FAILPOINT']);

/** Passes a named point. */
export async function failpoint(name: Failpoint): Promise<void> {
  if (armed?.name !== name) return;
  armed.left -= 1;
  if (armed.left !== 0) return;
  switch (armed.action) {
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return forever();
    case 'throw':
      throw new Error(`failpoint ${name}`);
    case 'hang':
      return forever();
  }
}

/** Arms a point inside a test's own process; undefined disarms. */
export function armFailpoint(text: string | undefined): void {
  armed = read(text);
}

/** @throws Error when the text is not `name:n:kill`, `name:n:throw` or `name:n:hang`. */
function read(text: string | undefined): Armed | undefined {
  if (!text) return undefined;
  const [, name, count, action] = /^([a-z-]+):([1-9]\d*):(kill|throw|hang)$/.exec(text) ?? [];
  if (!name || !(action === 'kill' || action === 'throw' || action === 'hang'))
    throw new Error(`FAILPOINT is not name:n:kill, name:n:throw or name:n:hang: ${text}`);
  return { name, left: Number(count), action };
}

function forever(): Promise<never> {
  return new Promise(() => {});
}
