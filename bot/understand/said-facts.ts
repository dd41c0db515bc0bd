import { readName } from '#domain/residents/name.ts';
import { readIdentity } from '#domain/residents/read-identity.ts';
import { findReadings, type Reading } from '#domain/safety/readings.ts';
import { findDates } from '#kit/chinese-input/dates.ts';
import type { TimeRange } from '#kit/chinese-input/day-part.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { findPerson } from '#kit/chinese-input/person.ts';
import { surnames } from '#kit/chinese-input/surnames.ts';
import { findTimes } from '#kit/chinese-input/times.ts';
import type { Facts } from '../facts.ts';
import type { ServiceName } from './service.ts';

/** What somebody wants done with the service that the sentence asks for. */
export type Action = 'book' | 'cancel' | 'change' | 'sign' | 'renew' | 'terminate' | 'add' | 'remove';

/** Everything that one sentence says beside the service. */
export interface SaidFacts extends Facts {
  action?: Action;
  clinic?: 'night' | 'expert';
  /** Blood pressure and glucose. */
  readings?: readonly Reading[];
  /** What they ask the doctor, in their own words. */
  question?: string;
  /** What somebody complains of, in their own words. */
  grievance?: string;
  /** What is to be done at home, in their own words: 换尿管, 我爸卧床. */
  atHome?: string;
  /** 上午, 下午. */
  part?: 'morning' | 'afternoon';
  /** Somebody wants to report a measurement, whether or not it could be read: 报血压, 血压20/12千帕. */
  measuring?: true;
  /** 1–5, where somebody rates what was done for them: 五星好评, 很满意. */
  score?: number;
  /** How a visit was held, at the beginning of what staff write: 门诊，血压138/86. */
  mode?: 'clinic' | 'home' | 'station' | 'phone';
}

/** What is known besides the sentence. Names are found exactly; without them only in their usual places. */
export interface FactContext {
  /** The district's date, YYYY-MM-DD. */
  today: string;
  /** When a clinic is open: decides between 07:30 and 19:30. */
  between?: TimeRange | undefined;
  people?: readonly string[] | undefined;
  doctors?: readonly string[] | undefined;
  /** Short names of centres, stations and hospitals. */
  places?: readonly string[] | undefined;
}

export function findFacts(text: string, service: ServiceName | undefined, context: FactContext): SaidFacts {
  const read = normalise(text);
  const readings = findReadings(text);
  const unmeasured = readings.reduce((rest, { phrase }) => rest.replace(phrase, '~'), read);
  const days = findDates(unmeasured, context.today);
  const evening = service === '夜门诊' ? ({ part: 'evening' } as const) : {};
  const { times, range } = findTimes(unmeasured, { between: context.between, ...evening });
  const action = actionOf(read, service);
  const clinic = clinicOf(read, service);
  const people = peopleOf(text, context.people);
  const doctors = doctorsOf(read, context.doctors);
  const places = placesOf(read, context.places);
  return {
    ...identityOf(text, context.today),
    ...(days.length > 0 ? { days } : {}),
    ...(times.length > 0 ? { times } : {}),
    ...(range ? { range } : {}),
    ...(people.length > 0 ? { people } : {}),
    ...(doctors.length > 0 ? { doctors } : {}),
    ...(places.length > 0 ? { places } : {}),
    ...(action ? { action } : {}),
    ...(clinic ? { clinic } : {}),
    ...(readings.length > 0 ? { readings } : {}),
    ...modeOf(read),
    ...(isMeasuring(read) ? { measuring: true as const } : {}),
    ...complaintOf(read),
    ...(service === '咨询' ? questionOf(text) : {}),
    ...(service === '投诉' ? grievanceOf(text) : {}),
    ...(service === '上门' ? atHomeOf(read) : {}),
    ...(service === '评价' ? scoreOf(read) : {}),
    ...partOf(read),
  };
}

/** As bot/facts says it: 我 for oneself. */
function peopleOf(text: string, known: readonly string[] = []): string[] {
  const person = findPerson(text, known);
  if (!person) return [];
  const kinship = person.kinship === '本人' ? '我' : person.kinship;
  return [person.name ?? kinship ?? ''].filter((name) => name !== '');
}

const spokenDoctor = new RegExp(
  `(?<![上下这本每])(?!方便|高血|安排|平时|万一|关于|全科|时候|金牌|马上|任何)((?:${surnames})\\p{Script=Han}{0,2}?)(?=医生|大夫|医师|主任)`,
  'gu',
);

function doctorsOf(read: string, known: readonly string[] = []): string[] {
  const exact = known.filter((name) => read.includes(normalise(name)));
  return exact.length > 0 ? exact : [...new Set([...read.matchAll(spokenDoctor)].map(([name]) => name))];
}

const spokenPlace = /([\p{Script=Han}]{2,3}?)(?:社区|卫生服务|服务中心|中心|卫生站|服务站)/gu;
const beforePlace = /^.*(?:[去到在找约的换离看是]|你们|我们|预约|哪个|附近)/u;

function placesOf(read: string, known: readonly string[] = []): string[] {
  const exact = known.filter((name) => read.includes(normalise(name)));
  if (exact.length > 0) return exact;
  const spoken = [...read.matchAll(spokenPlace)].map(([, name = '']) => name.replace(beforePlace, ''));
  return [
    ...new Set(
      spoken.filter((name) => name.length >= 2 && !/^(?:社区|卫生|服务|中心|一个|这个|那个|个人)/u.test(name)),
    ),
  ];
}

function actionOf(read: string, service: ServiceName | undefined): Action | undefined {
  switch (service) {
    case '夜门诊':
    case '专家门诊':
    case '代预约':
      return 'book';
    case '取消预约':
      return /改(?!天再)|换|推迟|提前|延后/u.test(read) && !/取消|退/u.test(read) ? 'change' : 'cancel';
    case '签约':
      if (/续/u.test(read) && !/不续/u.test(read)) return 'renew';
      if (/解约|解除|退签|取消|不签了|不续/u.test(read)) return 'terminate';
      return /换|改/u.test(read) ? 'change' : 'sign';
    case '家人':
      return /删|移除|解绑|去掉|取消/u.test(read) ? 'remove' : 'add';
    default:
      return undefined;
  }
}

function clinicOf(read: string, service: ServiceName | undefined): SaidFacts['clinic'] {
  if (service === '专家门诊' || /专家|主任|教授/u.test(read)) return 'expert';
  return service === '夜门诊' || /夜门诊|夜诊|夜间门诊|晚间门诊/u.test(read) ? 'night' : undefined;
}

/** “我叫王秀英，身份证440402195803120022，电话13800000001”: what proves who somebody is. */
function identityOf(text: string, today: string): Facts {
  const { name, document, phone } = readIdentity(text, today, 'likely');
  const named = /(?:我叫|姓名[是:：]?|名字[是叫:：])\s*([\p{Script=Han}·•]{2,20})/u.exec(text)?.[1];
  const fullName = (named && readName(named)) ?? (document && name);
  const code = /^(?:验证码)?[是:：]?\s*(\d{6})$/u.exec(text.normalize('NFKC').trim())?.[1];
  return {
    ...(fullName ? { fullName } : {}),
    ...(document ? { documentNumber: document.number } : {}),
    ...(phone ? { phone } : {}),
    ...(code ? { code } : {}),
  };
}

/** “我想问问医生这个药能不能停” says what it asks, “我想问医生” does not. */
function questionOf(text: string): { question?: string } {
  const said = text.trim();
  const asks = /吗|呢|么|怎么|什么|多久|多少|几|能不能|可不可以|要不要|会不会|是不是|好不好|还是|可以|[?？]/u;
  const only = /^(?:医生|大夫|你好|您好|请问|在吗|在不在|[,，。!！?？\s])*$/u;
  return asks.test(said) && !only.test(said) && !/^(?:医生|大夫)?(?:在吗|在不在|在线吗|有空吗)/u.test(said)
    ? { question: said }
    : {};
}

/** “保安态度太差了，推了我一下” says what happened, “我要投诉你们” does not. */
function grievanceOf(text: string): { grievance?: string } {
  const said = text.trim();
  const only =
    /我?(?:要|想|来|找谁|向谁|跟谁|怎么|哪里|可以)|投诉|举报|反映|提(?:个|点)?(?:意见|建议)|(?:一下|问题|情况|你们|医生|护士|领导|服务|吗|呢)|[,，。!！?？\s]/gu;
  return [...said.replace(only, '')].length >= 4 ? { grievance: said } : {};
}

const atHome =
  /换药|打针|输液|挂水|吊针|(?:换|拔|插)?(?:尿管|胃管|导尿管|鼻饲管)|抽血|[量测](?:个|一下)?血[压糖]|康复|卧床|瘫痪|走不动|[下起]不了床|[行腿][动脚]不便|出不了门|褥疮|看(?:看)?病/u;

/** The part of the sentence that says what for. */
function atHomeOf(read: string): { atHome?: string } {
  const part = read.split(/[,。;!?，；]/u).filter((clause) => atHome.test(clause));
  return part.length > 0 ? { atHome: part.join('，') } : {};
}

/** Said of a day, not of an hour. */
function partOf(read: string): { part?: 'morning' | 'afternoon' } {
  const [morning, afternoon] = [/上午|早上|早晨|一早/u.test(read), /下午|傍晚/u.test(read)];
  if (morning === afternoon) return {};
  return { part: morning ? 'morning' : 'afternoon' };
}

const scored = /(?<![\d十.])([1-5一二三四五])(?:分(?!钟)|颗?星)/u;
const unclear = /(?:不是|没有|谈不上|算不上|吗)/u;
const degrees = [
  [1, /(?:很|非常|特别|太|极其?|十分)不满意/u],
  [2, /不(?:太|大|怎么|够)?满意/u],
  [5, /(?:很|非常|特别|太|十分)满意|满分/u],
] as const;

/** What is not said plainly is asked. */
function scoreOf(read: string): { score?: number } {
  if (unclear.test(read)) return {};
  const points = scored.exec(read)?.[1];
  if (points) return { score: Number.isNaN(Number(points)) ? '零一二三四五'.indexOf(points) : Number(points) };
  const degree = degrees.find(([, pattern]) => pattern.test(read));
  return degree ? { score: degree[0] } : {};
}

const symptom =
  /发烧|发热|高烧|低烧|咳嗽|感冒|拉肚子|肚子[痛疼]|头[痛疼晕]|嗓子[痛疼哑]|喉咙[痛疼]|牙[痛疼]|皮疹|起疹|过敏|腰[痛疼]|腿[痛疼]|膝盖[痛疼]|呕吐|恶心|鼻塞|流鼻涕|胃[痛疼]|失眠|睡不着|扭伤|关节[痛疼]|不舒服/u;
const wish = /约|挂|号|门诊|医生|取消|签|看病|看看/u;

/** The part of the sentence that says what is wrong; only the word where it stands among what is wanted. */
function complaintOf(read: string): Facts {
  const part = read.split(/[,。;!?，；]/u).find((clause) => symptom.test(clause));
  if (!part) return {};
  return { complaint: wish.test(part) ? (symptom.exec(part)?.[0] ?? part) : part };
}

function isMeasuring(read: string): boolean {
  return (
    /(?:报|记|登记|上报|录入|填|汇报)(?:一下|个|我的|今天的?)*(?:血压|血糖|体重)/u.test(read) ||
    /(?:血压|高压|低压)[^。]{0,12}(?:kpa|千帕)/u.test(read)
  );
}

const modes = [
  ['clinic', /^(?:在)?(?:门诊|面诊|诊室)(?!时间|电话|几)/u],
  ['home', /^(?:上门|入户|家访)(?!服务|看病)/u],
  ['station', /^(?:在)?(?:站点|服务站|卫生站)/u],
  ['phone', /^(?:打?电话)(?:随访|[,，。:：\s])/u],
] as const;

function modeOf(read: string): Pick<SaidFacts, 'mode'> {
  const found = modes.find(([, pattern]) => pattern.test(read));
  return found ? { mode: found[0] } : {};
}
