import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

/** A program of several thousand files as one, so that a process of it starts in a fraction of the time. */
export async function bundled(entry: string): Promise<string> {
  // Below the project, so that its packages are found from there.
  const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.vite-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['development'] },
    ssr: { resolve: { conditions: ['development', 'node'] } },
    build: { ssr: entry, outDir: folder, emptyOutDir: false, target: 'node20', minify: false },
  });
  return join(folder, `${entry.split('/').at(-1)?.replace(/\.ts$/, '')}.js`);
}

/** A process that is spoken to by lines. */
export interface Spoken {
  /** The next line that it prints. @throws when it ends before. */
  line(): Promise<string>;
  say(line: object): void;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): void;
  /** How it ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** @param program Node's own arguments, the file among them. */
export function spoken(program: readonly string[], environment: Record<string, string> = {}): Spoken {
  const child: ChildProcess = spawn(process.execPath, program, {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  afterAll(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let rest = '';
  let heard = () => {};
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    const parts = (rest + part).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    heard();
  });
  // Whoever was killed is not written to any more.
  child.stdin?.on('error', () => {});
  return {
    ended,
    async line() {
      const gone = ended.then(({ code, signal }) => {
        throw new Error(`the process ended with ${code ?? signal}`);
      });
      gone.catch(() => {});
      while (lines.length === 0) await Promise.race([gone, new Promise<void>((resolve) => void (heard = resolve))]);
      return lines.shift() ?? '';
    },
    say: (line) => void child.stdin?.write(`${JSON.stringify(line)}\n`),
    stop: () => void child.kill('SIGTERM'),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
