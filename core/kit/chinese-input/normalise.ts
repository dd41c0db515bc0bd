import { Converter } from 'opencc-js/t2cn';
import { toMandarin } from './cantonese.ts';
import { trimFillers } from './fillers.ts';
import { correctSlips } from './slips.ts';

/** Longer than any message that a platform lets through (WeChat: 2,048 bytes; WeCom: 2,048 bytes); the rest is not read. */
const longest = 4_000;

/**
 * One spelling for what can be typed in many: half width, simplified characters, small letters, no invisible signs, no
 * spaces beside Chinese. Says the same words as the person did. Folding twice changes nothing.
 */
export function fold(text: string): string {
  return untilStable(text.slice(0, longest), foldOnce);
}

/**
 * What the person meant to say, for matching against words: folded, Cantonese read as Mandarin, frequent slips put right,
 * and politeness at both ends (“麻烦”, “谢谢”, “嗯”) taken off unless nothing else was said. Not for names, which keep
 * their spelling. Normalising twice changes nothing.
 */
export function normalise(text: string): string {
  return untilStable(text.slice(0, longest), (read) => trimFillers(correctSlips(toMandarin(foldOnce(read)))));
}

function foldOnce(text: string): string {
  const plain = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Variation_Selector}\u20e3\ufffd]/gu, '')
    .toLowerCase()
    .replace(/[﹒·•・‧∙]/gu, '·')
    .replace(/[“”„«»「」『』"]/gu, '"')
    .replace(/[‘’`´]/gu, "'")
    .replace(/[—–−―‐‑]/gu, '-')
    .replace(/[〜～∼]/gu, '~')
    .replace(/[．]/gu, '.');
  return simplify(plain).replace(/\s+/gu, ' ').replace(spaceBesideChinese, '').trim();
}

const spaceBesideChinese = / (?=[\p{Script=Han}，。、；：])|(?<=[\p{Script=Han}，。、；：]) /gu;

let converter: ((text: string) => string) | undefined;

/** The tables are built at the first Chinese message (25 ms), not at start. */
function simplify(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  const convert = converter ?? Converter({ from: 'hk', to: 'cn' });
  converter = convert;
  return convert(text);
}

/** Taking something away can put two parts together that are a word again; ten rounds are more than any text needs. */
function untilStable(text: string, step: (text: string) => string): string {
  let read = text;
  for (let round = 0; round < 10; round += 1) {
    const next = step(read);
    if (next === read) break;
    read = next;
  }
  return read;
}
