import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { scrub } from '#kit/log.ts';
import type { Config } from '../config.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Foundations } from '../foundations.ts';
import { openFoundations } from '../foundations.ts';

/** How a command ended: the process's exit code (sysexits where there is one). */
export const exit = {
  done: 0,
  /** It did not work, or it found what must not be. */
  failed: 1,
  misused: 64,
  /** It is not done by this command here; what to do instead was printed. */
  elsewhere: 69,
  configuration: 78,
} as const;

export type Exit = (typeof exit)[keyof typeof exit];

/** One operators' command. It prints ids and counts, never a person. */
export interface Command {
  /** 用法：npm run backup -- 文件 */
  usage: string;
  run(asked: Asked): Promise<Exit>;
}

export interface Asked {
  words: readonly string[];
  config: Config;
  print(line: string): void;
  /** Migrates and opens the database; it is closed when the command ends. */
  open(config?: Config): Promise<Foundations>;
}

/** Whoever runs commands, for the audit. */
export const operator = { kind: 'system', id: `operator/${userInfo().username}` } as const;

/** Runs a command with these settings and words. Every mistake is a line, and its exit code. */
export async function perform(
  command: Command,
  environment: Record<string, string | undefined>,
  words: readonly string[],
  write: (line: string) => void,
): Promise<Exit> {
  const opened: Foundations[] = [];
  const print = (line: string) => write(scrub(line));
  try {
    const config = readConfig(environment);
    return await command.run({
      words,
      config,
      print,
      async open(otherwise = config) {
        // The program's own log is its output; a command's output is what it prints.
        const foundations = await openFoundations({ ...otherwise, logLevel: 'error' });
        opened.push(foundations);
        return foundations;
      },
    });
  } catch (error) {
    return mistake(command, error, print);
  } finally {
    for (const { database } of opened) await database.close();
  }
}

/** The words do not fit the command: its usage is shown. */
export class Misused extends Error {}

function mistake(command: Command, error: unknown, print: (line: string) => void): Exit {
  if (error instanceof ConfigError) {
    for (const line of error.mistakes) print(`设置有误  ${line}`);
    return exit.configuration;
  }
  if (error instanceof Misused) {
    print(command.usage);
    return exit.misused;
  }
  // Other errors' names say more than their messages: SqliteError, PrismaClientKnownRequestError.
  const name = error instanceof Error && error.name !== 'Error' ? `${error.name} ` : '';
  print(`没有做成：${name}${error instanceof Error ? error.message : '原因不明'}`);
  return exit.failed;
}

/** Runs the command when its file is what node was started with. */
export async function start(meta: ImportMeta, command: Command): Promise<void> {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(meta.url)) return;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  process.exitCode = await perform(command, process.env, process.argv.slice(2), print);
}
