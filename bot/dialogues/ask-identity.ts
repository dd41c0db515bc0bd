import { maskDocument, maskName } from '#kit/mask.ts';
import { readBirthDate } from '#domain/residents/birth-date.ts';
import { rulesOn } from '#domain/packs/current.ts';
import type { Identity } from '#domain/residents/columns.ts';
import { readDocument, type ReadDocument } from '#domain/residents/document.ts';
import { readName } from '#domain/residents/name.ts';
import { readPhone } from '#domain/residents/phone.ts';
import { readIdentity, type SaidIdentity } from '#domain/residents/read-identity.ts';
import { isAdultAt } from '#domain/residents/rules.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import type { Accepted } from '../engine/script.ts';
import type { ReplyLink } from '../message.ts';
import { binding, codes } from '../replies/identity.ts';
import type { Proof } from './ask-code.ts';

export interface IdentityAsking {
  /** Begins the keys of the questions. */
  key: string;
  prompt: string;
  help: string;
  links?: readonly ReplyLink[] | undefined;
  /** `adult`: who is too young is told that a parent must. */
  who: 'adult' | 'anybody';
  /** The document of who is talking: their own papers, shown when they were bound, are not somebody else's. */
  notOf?: string | undefined;
  /** Read from the card already: only the rest is asked for. */
  document?: ReadDocument | undefined;
}

/**
 * Name and document, and the phone where it was said too: in one message or piece by piece. Documents that do not hold
 * them are asked for birth date and sex.
 */
export async function askIdentity(script: Script, world: DialogueWorld, asking: IdentityAsking): Promise<Identity> {
  const { key, prompt, help, links, who, notOf, document: known } = asking;
  const today = world.tx.day.dateOf(world.tx.now);
  const tooYoung = (birthDate: string) =>
    who === 'adult' && !isAdultAt(world.tx.day.ageOn(birthDate, today), rulesOn(today).identity);
  const youngDocument = (document: ReadDocument | undefined) =>
    document?.birthDate !== undefined && tooYoung(document.birthDate);
  const said = readIdentity(
    await script.ask(`${key}.who`, {
      title: '姓名和证件号码',
      prompt,
      help,
      links,
      shown: 'hidden',
      accept: (text) => acceptIdentity(nameBeside(known, text) ?? readIdentity(text, today), youngDocument),
      hint: (text) => whyNot(readIdentity(text, today), youngDocument),
      fact: ({ fullName, documentNumber, phone }) =>
        known === undefined && fullName && documentNumber && documentNumber !== notOf
          ? [fullName, documentNumber, phone].filter(Boolean).join(' ')
          : undefined,
    }),
    today,
  );
  const name = said.name ?? (await askName(script, key));
  const document = known ?? said.document ?? (await askDocument(script, key, { today, isTooYoung: youngDocument }));
  const birthDate = document.birthDate ?? (await askBirth(script, key, { today, tooYoung }));
  const sex =
    document.sex ??
    (await script.choose(`${key}.sex`, {
      title: '性别',
      prompt: binding.askSex,
      shown: 'hidden',
      from: ['female', 'male'] as const,
      id: (one) => one,
      label: (one) => (one === 'female' ? '女' : '男'),
      none: { say: binding.whoNotRead },
    }));
  return { name, documentKind: document.kind, documentNumber: document.number, birthDate, sex, phone: said.phone };
}

/** A phone, or the desk's code instead of it. */
export async function askPhone({ ask }: Script, key: string): Promise<Proof> {
  const said = await ask(`${key}.phone`, {
    title: '手机号',
    prompt: binding.askPhone,
    help: binding.phoneHelp,
    shown: 'hidden',
    accept: (text) => readPhone(text)?.number ?? readCode(text),
    hint: (text) => (/没有?(?:手机|电话)|没手机号/u.test(text) ? binding.noPhone : binding.phoneNotRead),
    fact: ({ phone }) => phone,
  });
  return said.length === 6 ? { deskCode: said } : { phone: said };
}

/** Six figures that the desk has given. */
export async function askDeskCode({ ask }: Script, key: string): Promise<Proof> {
  const deskCode = await ask(`${key}.desk-code`, {
    title: codes.title,
    prompt: codes.askDesk,
    help: codes.deskHelp,
    shown: 'hidden',
    accept: readCode,
    hint: codes.deskNotRead,
  });
  return { deskCode };
}

function readCode(text: string): string | undefined {
  return /^\D*(\d{6})\D*$/u.exec(text.normalize('NFKC'))?.[1];
}

function askName({ ask }: Script, key: string): Promise<string> {
  return ask(`${key}.name`, {
    title: '姓名',
    prompt: binding.askName,
    shown: 'hidden',
    accept: (text) => readName(text),
    hint: binding.nameNotRead,
  });
}

async function askDocument(
  { ask }: Script,
  key: string,
  { today, isTooYoung }: { today: string; isTooYoung: (document: ReadDocument) => boolean },
): Promise<ReadDocument> {
  const read = (text: string) => {
    const document = readDocument(text, today);
    return 'problem' in document ? undefined : document;
  };
  const number = await ask(`${key}.document`, {
    title: '证件号码',
    prompt: binding.askDocument,
    help: binding.whoHelp,
    shown: 'hidden',
    accept: (text) => {
      const document = read(text);
      return document && !isTooYoung(document) ? document.number : undefined;
    },
    hint: (text) => {
      const document = readDocument(text, today);
      return 'problem' in document ? binding.documentNotRead(document.problem) : binding.tooYoung;
    },
  });
  const document = read(number);
  if (!document) throw new Error('a document that was accepted is none');
  return document;
}

function askBirth(
  { ask }: Script,
  key: string,
  { today, tooYoung }: { today: string; tooYoung: (birthDate: string) => boolean },
): Promise<string> {
  return ask(`${key}.birth`, {
    title: '出生日期',
    prompt: binding.askBirth,
    shown: 'hidden',
    accept: (text) => {
      const date = readBirthDate(text);
      return date !== undefined && date <= today && !tooYoung(date) ? date : undefined;
    },
    hint: (text) => {
      const date = readBirthDate(text);
      return date !== undefined && date <= today ? binding.tooYoung : binding.birthNotRead;
    },
  });
}

/** Beside a document that is known any name counts. */
function nameBeside(known: ReadDocument | undefined, text: string): SaidIdentity | undefined {
  const name = known && readName(text);
  return name === undefined ? undefined : { name };
}

/** Whatever was said of it, in a form that is read again as the same; nothing when nothing was. */
function acceptIdentity(
  said: SaidIdentity,
  isTooYoung: (document: ReadDocument | undefined) => boolean,
): Accepted | undefined {
  const { name, document, problem, phone } = said;
  if (problem !== undefined || isTooYoung(document)) return undefined;
  if (name === undefined && document === undefined) return undefined;
  const value = [name, document?.number, phone].filter((part) => part !== undefined).join(' ');
  const label = [name && maskName(name), document && maskDocument(document.number)].filter(Boolean).join(' ');
  return { value, label };
}

function whyNot(said: SaidIdentity, isTooYoung: (document: ReadDocument | undefined) => boolean): string {
  if (said.problem !== undefined) return binding.documentNotRead(said.problem);
  return isTooYoung(said.document) ? binding.tooYoung : binding.whoNotRead;
}
