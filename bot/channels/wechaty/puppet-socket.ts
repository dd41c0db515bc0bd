import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PuppetCommand, PuppetEvent } from './wire.ts';

/** The line to a puppet's process. */
export interface PuppetSocket {
  send(command: PuppetCommand): void;
  /** Ends the process, politely and then not. */
  close(): void;
}

/** Begins a process and listens to it; its last event is `gone`. */
export type OpenPuppet = (hear: (event: PuppetEvent) => void) => PuppetSocket;

export interface PuppetSettings {
  /** The file that the process runs. */
  program: URL;
  puppet: string;
  token?: string | undefined;
  /** All that the puppet writes goes here. Between two processes only the account's session stays. */
  folder: string;
  /** What the process sees of ours: none of the program's secrets. */
  environment: Readonly<Record<string, string>>;
}

/** How long a process may take to end, milliseconds. */
const patienceMs = 2_000;

/**
 * A puppet in a process of its own: its faults, its memory and its output are its own, and it cannot read the program's
 * keys. What it prints is thrown away, because puppets print what people write.
 */
export function puppetProcess({ program, puppet, token, folder, environment }: PuppetSettings): OpenPuppet {
  return (hear) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    forget(folder);
    const child = fork(fileURLToPath(program), [], {
      env: { ...environment, HOME: folder },
      execArgv: program.pathname.endsWith('.ts') ? fromSources() : [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let isGone = false;
    const gone = () => {
      if (isGone) return;
      isGone = true;
      forget(folder);
      hear({ kind: 'gone' });
    };
    child.on('message', (event: PuppetEvent) => hear(event)); // wire.ts says what it sends
    child.on('error', gone);
    child.on('exit', gone);
    const send = (command: PuppetCommand) => {
      // Whoever ends just now is not written to any more; `gone` follows.
      if (child.connected) child.send(command, () => {});
    };
    send({ kind: 'start', puppet, folder, ...(token !== undefined && { token }) });
    return {
      send,
      close() {
        send({ kind: 'stop' });
        const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
        child.once('exit', () => clearTimeout(timer));
      },
    };
  };
}

/** Puppets keep who is in a group and what they are called: all but the session goes. */
function forget(folder: string): void {
  for (const name of readdirSync(folder))
    if (!name.endsWith('.memory-card.json')) rmSync(join(folder, name), { recursive: true, force: true });
}

/** As the tests and `npm run dev` run: from TypeScript. */
function fromSources(): string[] {
  return ['--conditions=development', `--import=${createRequire(import.meta.url).resolve('tsx')}`];
}
