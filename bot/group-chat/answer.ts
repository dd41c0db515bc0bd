import { placesSaid } from '#domain/organisations/place.ts';
import { readIdentity } from '#domain/residents/read-identity.ts';
import { namesHealth } from '#domain/safety/health-words.ts';
import type { Transaction } from '#domain/transaction.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { publicAnswers, type PublicService } from '../dialogues/public-questions.ts';
import type { EarOf } from '../ear.ts';
import { groupChat as words } from '../replies/group-chat.ts';
import type { FoundService } from '../understand/find-service.ts';

/** What somebody wrote in a group. Who it was is nobody's business here. */
export interface GroupQuestion {
  /** Without the @ and the bot's name. */
  text: string;
  /** The bot was called by @, or written to alone. */
  addressed: boolean;
}

/** Counted in /metrics. */
export type GroupAnswerKind = 'danger' | 'private' | 'public' | 'pointer' | 'help';

export interface GroupAnswer {
  kind: GroupAnswerKind;
  text: string;
}

export interface GroupChatParts {
  ear: EarOf;
  /** What the Official Account is called: people search for it. */
  account: string;
}

/**
 * What is said in a group: public questions, and the way to the Official Account for everything else. Reads and writes
 * nothing about anybody. Undefined: the bot was not called and holds its tongue. A danger sign, somebody's health and
 * somebody's numbers are answered uncalled too, and with nothing else.
 */
export async function answerInGroup(
  { ear: earOf, account }: GroupChatParts,
  tx: Transaction,
  question: GroupQuestion,
): Promise<GroupAnswer | undefined> {
  const { text, addressed } = question;
  const ear = await earOf(tx, 'resident');
  if (ear.danger(text)) return { kind: 'danger', text: words.danger };
  if (isPrivate(tx, text)) {
    return addressed || isOfSomebody(text) ? { kind: 'private', text: words.private(account) } : undefined;
  }
  const { service } = ear.understands(text);
  if (service && isPublic(service)) {
    const answer = await publicAnswer(tx, service.name, question);
    if (answer) return answer;
  }
  if (service && !isPublic(service) && (addressed || (service.sure && isHow(text)))) {
    return { kind: 'pointer', text: words.service(service.name, account) };
  }
  return addressed && !isThanks(text) ? { kind: 'help', text: words.help(account) } : undefined;
}

/** Uncalled the bot speaks only where the question names its place: “几点开门” may be meant for a neighbour's shop. */
async function publicAnswer(
  tx: Transaction,
  service: PublicService,
  { text, addressed }: GroupQuestion,
): Promise<GroupAnswer | undefined> {
  const places = (await placesSaid(tx, text, ['centre', 'station'])).filter(({ shortName }) =>
    isMeant(shortName, text),
  );
  const [place, ...others] = places;
  if (place && others.length === 0) return { kind: 'public', text: await publicAnswers[service](tx, place) };
  if (!addressed) return undefined;
  const names = places.slice(0, mostNames).map(({ shortName }) => shortName);
  return { kind: 'public', text: names.length > 1 ? words.which(names) : words.whichOfAll };
}

/** More names than this nobody reads in a group. */
const mostNames = 4;

function isPublic(service: FoundService): service is FoundService & { name: PublicService } {
  return service.name in publicAnswers;
}

function isPrivate(tx: Transaction, text: string): boolean {
  const { document, problem, phone } = readIdentity(text, tx.day.dateOf(tx.now), 'likely');
  return namesHealth(text) || document !== undefined || problem !== undefined || phone !== undefined;
}

/** Talk about an illness in general is the neighbours' own; somebody's illness, a number or a question about it is not. */
function isOfSomebody(text: string): boolean {
  return /\d\.?\d|[我俺咱他她妈爸爷奶爹娘]|老[公婆伴人]|[孩儿孙]子|女儿|孙女|宝宝|家里|怎么|什么|[吗呢?？]/u.test(text);
}

/** 拱北口岸 and 香湾市场 are not the centres that are called after the same quarter. */
function isMeant(place: string, text: string): boolean {
  const after = text.slice(text.indexOf(place) + place.length);
  return (
    !text.includes(place) ||
    /^(?:$|[^\p{Script=Han}]|社区|卫生|服务|中心|[站那这的在是有能可还和跟与或周几怎什多今明后早晚中夜]|门诊|星期|礼拜|医院|电话|地址|上[班级]|对口|下班|[开关]|营业|放假)/u.test(
      after,
    )
  );
}

function isThanks(text: string): boolean {
  return /^(?:谢谢|多谢|感谢|唔该|辛苦|收到|好的?|知道|明白|ok)[\p{Script=Han}]{0,3}$/u.test(normalise(text));
}

/** “怎么签约”, “哪里可以预约”: a question that the Official Account answers. */
function isHow(text: string): boolean {
  return /怎么|怎样|如何|点样|哪里|哪儿|在哪|能不能|可不可以|可以.{0,8}吗|能.{0,8}吗/u.test(normalise(text));
}
