import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Command } from '../../commands/command.ts';
import { perform } from '../../commands/command.ts';
import { readConfig } from '../../config.ts';
import type { Foundations } from '../../foundations.ts';
import { openFoundations } from '../../foundations.ts';
import { testDatabase } from './database.ts';

/** What an operator sees of a command. */
export interface Seen {
  code: number;
  /** Everything that was printed. */
  text: string;
}

/** A machine with a data folder, a database and settings of its own, and somebody who runs commands on it. */
export async function operatorsMachine(engine: 'sqlite' | 'postgresql' = 'sqlite') {
  const folder = mkdtempSync(join(tmpdir(), 'jiayi-operator-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const environment: Record<string, string> = {
    DATA_DIR: folder,
    SECRET_KEY: newKey(),
    DATABASE_URL: engine === 'sqlite' ? `file:${join(folder, 'app.db')}` : (await testDatabase({ engine })).url,
    LOG_LEVEL: 'error',
  };
  return {
    folder,
    environment,
    /** Runs a command as npm would; `otherwise` replaces settings for this once, and an empty one takes it away. */
    async runs(command: Command, words: readonly string[] = [], otherwise: Record<string, string> = {}): Promise<Seen> {
      const lines: string[] = [];
      const code = await perform(command, { ...environment, ...otherwise }, words, (line) => lines.push(line));
      return { code, text: lines.join('\n') };
    },
    /** Looks into the database, or changes it, beside the commands. */
    async inside<T>(
      work: (foundations: Foundations) => Promise<T>,
      otherwise: Record<string, string> = {},
    ): Promise<T> {
      const foundations = await openFoundations(readConfig({ ...environment, ...otherwise }));
      try {
        return await work(foundations);
      } finally {
        await foundations.database.close();
      }
    },
  };
}

export type OperatorsMachine = Awaited<ReturnType<typeof operatorsMachine>>;

export function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** A program that keeps writing to a machine's database from a process of its own; resolves once it has begun. */
export async function busyProgram(environment: Record<string, string>) {
  const script = fileURLToPath(new URL('./busy-program.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=development', '--import', 'tsx', script], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  afterAll(() => void child.kill());
  const lines: string[] = [];
  let heard = () => {};
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    lines.push(...part.split('\n').filter(Boolean));
    heard();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    heard = resolve;
    void ended.then((code) => reject(new Error(`the busy program ended with ${code}`)));
  });
  return {
    /** Ends it; the number of contacts that it had committed. */
    async stop(): Promise<number> {
      child.stdin.end();
      await ended;
      return Number(lines.at(-1));
    },
  };
}
