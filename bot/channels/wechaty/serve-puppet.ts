import type { Message, Wechaty } from 'wechaty';
import { faultOf, saysBanned, wordsOf } from './trouble.ts';
import type { Heard, NeighbourCommand, PuppetCommand, PuppetEvent } from './wire.ts';

type Start = Extract<PuppetCommand, { kind: 'start' }>;

/** A bot, and the simulated people around it where there are some. */
export interface Puppet {
  bot: Wechaty;
  happen?(command: NeighbourCommand): void;
}

/** The way to the program: in a process of its own the one to its parent. */
export interface Line {
  tell(event: PuppetEvent): void;
  obey(hear: (command: PuppetCommand) => void): void;
  /** Hangs up, and is `gone`. */
  end(): void;
}

/**
 * Runs a puppet at the end of a line.
 *
 * @param open makes the bot; it may throw where a package is not installed.
 */
export function servePuppet(line: Line, open: (start: Start, tell: Line['tell']) => Promise<Puppet>): void {
  const { tell } = line;
  let puppet: Puppet | undefined;
  line.obey((command) => {
    switch (command.kind) {
      case 'start':
        open(command, tell)
          .then((opened) => {
            puppet = opened;
            listen(opened.bot, tell);
            return opened.bot.start();
          })
          .catch((error: unknown) => {
            tell(isMissing(error) ? { kind: 'missing' } : failed(error));
            line.end();
          });
        return;
      case 'speak':
        if (puppet) void speak(puppet.bot, command, tell);
        return;
      case 'stop':
        // Without logging out: a new login has to be scanned, and looks suspicious.
        return line.end();
      case 'neighbour-writes':
      case 'log-out':
      case 'fail':
        puppet?.happen?.(command);
    }
  });
}

function listen(bot: Wechaty, tell: (event: PuppetEvent) => void): void {
  bot
    .on('scan', (code) => tell({ kind: 'scan', code }))
    .on('login', (user) => tell({ kind: 'login', name: user.name() }))
    .on('logout', (_user, why) => tell({ kind: 'logout', banned: saysBanned(why ?? '') }))
    .on('error', (error) => tell(failed(error)))
    .on('message', (message) => {
      heardFrom(message).then(
        (heard) => tell({ kind: 'heard', heard }),
        (error: unknown) => tell(failed(error)),
      );
    });
}

async function heardFrom(message: Message): Promise<Heard> {
  const room = message.room();
  return {
    id: message.id,
    ...(room && { room: room.id }),
    talker: message.talker().id,
    text: message.text(),
    isText: Number(message.type()) === textMessage,
    own: message.self(),
    mentioned: room !== undefined && (await message.mentionSelf()),
    ageSeconds: message.age(),
  };
}

/** Wechaty's number for a text. */
const textMessage = 7;

async function speak(
  bot: Wechaty,
  { number, conversation, text }: Extract<PuppetCommand, { kind: 'speak' }>,
  tell: (event: PuppetEvent) => void,
): Promise<void> {
  try {
    const room = await bot.Room.find({ id: conversation });
    const to = room ?? (await bot.Contact.find({ id: conversation }));
    await to?.say(text);
    tell({ kind: 'spoke', number, outcome: to ? 'sent' : 'failed' });
  } catch (error) {
    tell(failed(error));
    tell({ kind: 'spoke', number, outcome: 'failed' });
  }
}

function failed(error: unknown): PuppetEvent {
  return { kind: 'fault', fault: faultOf(error), banned: saysBanned(wordsOf(error)) };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
