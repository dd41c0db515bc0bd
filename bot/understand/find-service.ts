import { closeness, closenessWithin } from '#kit/chinese-input/similarity.ts';
import { bySound } from './by-sound.ts';
import { matchersFor, precedence, type ServiceMatcher, usualServices } from './all-services.ts';
import type { Audience, ServiceName } from './service.ts';

/** What a sentence asks for. */
export interface FoundService {
  name: ServiceName;
  /** False: probable, to be asked back. A wrong booking costs ten times a question. */
  sure: boolean;
  /** The message is nothing but the service's name, or a word for it. */
  named: boolean;
  /** It is only nearly a name, misspelt: where anything may be written, it may as well be an answer. */
  near?: true;
}

/**
 * The service that a normalised text asks for, and the two or three likeliest when it is not sure. Suggestions are never
 * empty and hold nothing that comes later.
 */
export function findService(
  text: string,
  audience: Audience,
): { service: FoundService | undefined; suggestions: ServiceName[] } {
  const matchers = matchersFor(audience);
  const asked = bareRequest(text);
  const named = matchers.find(({ words }) =>
    words.some((word) => [text, text.replace(repeated, '$1'), asked].includes(word)),
  );
  if (named) return answer({ name: named.name, sure: true, named: true }, [], audience);
  const saying = (read: string) => withoutLosers(matchers.filter((matcher) => fits(matcher, matcher.says, read)));
  const plainly = saying(text);
  const said = plainly.length > 0 ? plainly : saying(bySound(text));
  const hinted = matchers.filter((matcher) => fits(matcher, matcher.hints, text));
  const [first, ...others] = said;
  if (first) {
    const sure = others.length === 0 && !(undoing.has(first.name) ? kept(text) : declined(text));
    return answer({ name: first.name, sure, named: false }, [...others, ...hinted], audience);
  }
  const misspelt = closest(asked, text, matchers);
  if (misspelt) return answer(misspelt, hinted, audience);
  const [guess] = hinted;
  return answer(guess && { name: guess.name, sure: false, named: false }, hinted, audience);
}

/** 到了到了. */
const repeated = /^(.{1,4})\1+$/u;
const asking =
  /^(?:我们?|俺|本人)?(?:就|是|现在|今天)*(?:想要?|要|需要|打算|准备|来|得|可以|能不能|能|可不可以|怎么样?|如何|怎样|请|帮忙?我?|给我|替我)*(?:申请|办理|办个?|弄个?|搞个?|进行|打开|进入|点|查询|查看|查|看看?|去|做|开通|使用|用)?(?:一下|下|个)?/u;
const trailing =
  /(?:怎么[办弄用搞做]|怎么操作|可以吗|行吗|行不行|能吗|一下|下|了|呢|吗|么|嘛|服务|功能|业务|[?。.!])+$/u;

/** 我想签约一下 asks for 签约. */
function bareRequest(text: string): string {
  if (/了(?:吗|没|么)/u.test(text)) return text;
  const bare = text.replace(repeated, '$1').replace(trailing, '').replace(asking, '').replace(trailing, '');
  return bare === '' ? text : bare;
}

function fits(matcher: ServiceMatcher, pattern: RegExp | undefined, text: string): boolean {
  return (pattern?.test(text) ?? false) && !(matcher.unless?.test(text) ?? false);
}

/** Those that no other one among them stands before. */
function withoutLosers(found: readonly ServiceMatcher[]): ServiceMatcher[] {
  const lost = new Set(found.flatMap(({ name }) => precedence[name] ?? []));
  const left = found.filter(({ name }) => !lost.has(name));
  return left.length > 0 ? left : [...found];
}

const undoing: ReadonlySet<ServiceName> = new Set(['取消预约', '解绑', '通知设置']);

/** “别取消我的号”, “不是要解绑”. */
function kept(text: string): boolean {
  return (
    /(?:不要|别|不是要|不是想|不是|没有?|不)(?:给我|帮我)?(?:取消|退|解绑|注销|解除|撤|删)/u.test(text) &&
    !/不要了|要不要/u.test(text)
  );
}

/** “不想签约”, “先不约” start nothing, nor does what only tells how it is: “我已经签约了”, “我没签约”. */
function declined(text: string): boolean {
  return (
    /^我?(?:(?:已经|早就|都|还|从来)*(?:没有?|不)(?:签|约)|(?:已经|早就)(?:签|绑|约))(?:过|约|字|定)*了?$|签约?的?不是这/u.test(
      text,
    ) ||
    (/(?:不想|不要|不用|不需要|不打算|不是要|不是想|先不|暂时不|别|拒绝)(?:再|给我|帮我|去|来)?(?:签|约|挂|预约|绑|注册|登记|转|看|办)/u.test(
      text,
    ) &&
      !/(?:取消|退|解约|不想(?:再)?绑|不要(?:再)?绑|不续签)/u.test(text))
  );
}

/** A misspelt name is sure when it is the whole message and no other service is nearly as close. */
function closest(asked: string, text: string, matchers: readonly ServiceMatcher[]): FoundService | undefined {
  if (!/^[\p{Script=Han}a-z]{2,20}$/u.test(text)) return undefined;
  const [best, second] = ranked(matchers, [...new Set([asked, text])]);
  if (best && best.value >= 0.86 && best.value - (second?.value ?? 0) >= 0.04) {
    const sure = best.value >= 0.9 && best.sameLength;
    return { name: best.name, sure, named: sure, near: true };
  }
  const part = matchers.find(({ words }) =>
    words.some((word) => word.length >= 2 && closenessWithin(text, word) >= 0.9),
  );
  return part && { name: part.name, sure: false, named: false };
}

interface Near {
  name: ServiceName;
  value: number;
  sameLength: boolean;
}

/** How near each service's nearest word comes. Words that are two characters longer or shorter never come near. */
function ranked(matchers: readonly ServiceMatcher[], texts: readonly string[]): Near[] {
  const near = matchers.flatMap(({ name, words }) => {
    const pairs = texts.flatMap((text) => words.map((word) => ({ text, word })));
    const comparable = pairs.filter(({ text, word }) => Math.abs(text.length - word.length) <= 1);
    const found = comparable.map<Near>(({ text, word }) => ({
      name,
      value: closeness(text, word),
      sameLength: text.length === word.length,
    }));
    const best = found.toSorted((a, b) => b.value - a.value)[0];
    return best ? [best] : [];
  });
  return near.toSorted((a, b) => b.value - a.value);
}

function answer(service: FoundService | undefined, likely: readonly ServiceMatcher[], audience: Audience) {
  const soon = new Set(
    matchersFor(audience)
      .filter(({ stage }) => stage === 'now')
      .map(({ name }) => name),
  );
  const wanted = [...(service ? [service.name] : []), ...likely.map(({ name }) => name), ...usualServices[audience]];
  const suggestions = [...new Set(wanted)].filter((name) => soon.has(name)).slice(0, 3);
  return { service, suggestions };
}
