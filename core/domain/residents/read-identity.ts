import { spellFigures } from '#kit/chinese-input/numbers.ts';
import { surnames } from '#kit/chinese-input/surnames.ts';
import { readDocument, type DocumentProblem, type ReadDocument } from './document.ts';
import { readName } from './name.ts';
import { readPhone } from './phone.ts';

/** What one message says about who somebody is: any of the three, in any order. */
export interface SaidIdentity {
  name?: string | undefined;
  document?: ReadDocument | undefined;
  /** A number stands there that is no document's. */
  problem?: DocumentProblem | undefined;
  /** As `readPhone` cleans it. */
  phone?: string | undefined;
}

/**
 * Reads “王秀英，440402195803120022，13800000001”, with or without words around it (我叫…，身份证号是…), in any order, typed,
 * spoken figure by figure or glued together. A name by itself counts when it begins with a common surname or has a ·;
 * beside a document any name counts.
 *
 * @param today the district's date: nobody is born after it.
 * @param names `likely`: beside a document too only a name with a common surname, for sentences that say other things.
 */
export function readIdentity(text: string, today: string, names: 'any' | 'likely' = 'any'): SaidIdentity {
  const plain = spokenRuns(text.normalize('NFKC')).replace(glued, '$1 $2');
  const citizen = citizenNumber.exec(plain)?.[0];
  const beside = citizen === undefined ? plain : plain.replace(citizen, ' ');
  const phoneText = phoneNumber.exec(beside)?.[0];
  const rest = phoneText === undefined ? beside : beside.replace(phoneText, ' ');
  const other = citizen === undefined ? otherNumber.exec(rest)?.[0] : undefined;
  const read = citizen ?? other;
  const document = read === undefined ? undefined : readDocument(read, today);
  const words = other === undefined ? rest : rest.replace(other, ' ');
  const name = nameIn(words, document === undefined ? 'likely' : names);
  return {
    ...(name === undefined ? {} : { name }),
    ...(document === undefined ? {} : 'problem' in document ? { problem: document.problem } : { document }),
    ...(phoneText === undefined ? {} : { phone: readPhone(phoneText)?.number }),
  };
}

const glued = /(\d{17}[\dXx])(1[3-9]\d{9})(?!\d)/gu;
const citizenNumber = /(?<![\dA-Za-z])\d{6}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[ -]?[\dXx](?![\dA-Za-z])/u;
const phoneNumber =
  /(?<![\dA-Za-z])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<![\dA-Za-z])(?:\+|00)?85[23][ -]?\d{4}[ -]?\d{4}(?!\d)/u;
/** Passports, permits, certificates; and whatever is long enough to have been meant as an ID card. */
const otherNumber = /(?<![\dA-Za-z])(?:[A-Za-z]{1,3}[ -]?\d{6,12}[A-Za-z]?|\d{12,20}[Xx]?)(?![\dA-Za-z])/u;

/** 幺三八零零…: only runs that are too long to be part of a name. */
function spokenRuns(text: string): string {
  return text.replace(/[零〇○一壹幺二两三四五六七八九]{6,}/gu, spellFigures);
}

const labels =
  /(?:我的?|本人的?|他的?|她的?)?(?:居民)?(?:身份证|证件|手机|联系电话|电话|护照|回乡证|通行证)(?:号码?)?(?:是|为)?[:：]?/gu;
const aroundNames = /[\s,，、;；。.!！/|:："“”()（）-]+/u;
const likelyName = new RegExp(`^(?:(?:${surnames})\\p{Script=Han}{1,3}|\\p{Script=Han}+(?:·\\p{Script=Han}+)+)$`, 'u');

function nameIn(words: string, wanted: 'any' | 'likely'): string | undefined {
  const said = words
    .replace(labels, ' ')
    .replace(/(?:姓名|名字)[:：]/gu, ' ')
    .trim();
  if (!/\p{Script=Han}/u.test(said)) return readName(said.replace(/[,，;；/|]+/gu, ' ').trim());
  const parts = said.split(aroundNames).filter((part) => /\p{Script=Han}/u.test(part));
  const whole = parts.join('');
  const candidates = [...whole].length <= 4 ? [whole] : parts;
  const found = candidates.map(readName).filter((name) => name !== undefined);
  return found.find((name) => likelyName.test(name)) ?? (wanted === 'any' ? found[0] : undefined);
}
