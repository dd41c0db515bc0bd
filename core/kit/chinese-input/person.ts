import { normalise } from './normalise.ts';
import { surnames } from './surnames.ts';

/** Somebody who is spoken of. */
export interface SpokenPerson {
  /** What people call them, one word for each relation: 妈妈, 爸爸, 老伴, 孙子 … or 本人. */
  kinship?: string;
  /** As it was written. */
  name?: string;
}

/** Every way to say a relation → the word that is kept. Longer ones first; 外孙女 is no 女儿. */
const kinships: readonly (readonly [string, RegExp])[] = [
  ['外孙女', /外孙女|外甥孙女/u],
  ['外孙', /外孙子?/u],
  ['孙女', /孙女儿?|小孙女/u],
  ['孙子', /孙子|孙儿|小孙(?!女)|我孙(?!女)/u],
  ['岳母', /岳母|丈母娘|外母/u],
  ['岳父', /岳父|老丈人|丈人|外父/u],
  ['外婆', /外婆|姥姥|外祖母|阿婆/u],
  ['外公', /外公|姥爷|外祖父|阿公/u],
  ['奶奶', /奶奶|祖母|嬷嬷/u],
  ['爷爷', /爷爷|祖父(?!母)/u],
  ['婆婆', /婆婆|家婆|婆母/u],
  ['公公', /公公|家公/u],
  ['儿媳', /儿媳妇?|媳妇儿(?=.*儿子)|新抱/u],
  ['女婿', /女婿/u],
  ['老伴', /老伴儿?|爱人|配偶|另一半|那口子|老头子|老太婆|我老头|我家老头/u],
  ['老公', /老公|丈夫|先生(?=血|想|要|的|也|约|挂|看|$)|我男人/u],
  ['老婆', /老婆(?!婆)|妻子|太太|媳妇|夫人/u],
  ['姑姑', /姑姑|姑妈|大姑|小姑/u],
  ['姨妈', /姨妈|阿姨(?=家)|小姨|大姨/u],
  ['舅舅', /舅舅|舅父|大舅|小舅/u],
  ['叔叔', /我叔叔?|叔叔|伯伯|伯父|大伯/u],
  ['侄子', /侄子|侄女|外甥女?/u],
  ['哥哥', /哥哥|大哥|我哥|二哥/u],
  ['姐姐', /姐姐|大姐|我姐|二姐|家姐/u],
  ['弟弟', /弟弟|我弟|细佬/u],
  ['妹妹', /妹妹|我妹|细妹/u],
  ['儿子', /儿子|犬子|我家小子/u],
  ['女儿', /女儿|闺女|囡囡|我家姑娘/u],
  ['孩子', /孩子|小孩儿?|宝宝|娃娃?|小朋友|小宝贝?|婴儿|bb仔?/u],
  ['妈妈', /妈妈|我妈|俺妈|咱妈|老妈|母亲|娘(?=想|要|血|的|约|看)|妈(?=想|要|血|约|看|挂|签|绑|咪|$)|老娘/u],
  ['爸爸', /爸爸|我爸|俺爸|咱爸|老爸|父亲|老爷子|我爹|老爹|爸(?=想|要|血|约|看|挂|签|绑|$)/u],
  [
    '本人',
    /我自己|自己|本人|我本人|给我(?!~|妈|爸|儿|女|老|孙|婆|公|爷|奶|外|家|哥|姐|弟|妹|孩|姑|舅|叔|岳|太)|帮我自己/u,
  ],
];

/** Who asked, told or accompanies, not whom it is about: “我妈叫我约”, “儿子帮我约”. */
const asking = /^(?:叫我|让我|要我|说|告诉我|帮我|替我|给我|带我|陪我|教我)/u;

/** The relations named in a sentence, in order, each once. */
export function findKinships(text: string): string[] {
  let rest = normalise(text);
  const found: { at: number; kinship: string }[] = [];
  for (const [kinship, word] of kinships) {
    const match = word.exec(rest);
    if (!match) continue;
    const behind = rest.slice(match.index + match[0].length);
    if (!asking.test(behind)) found.push({ at: match.index, kinship });
    rest = rest.replace(match[0], '~'.repeat(match[0].length));
  }
  return found.sort((a, b) => a.at - b.at).map(({ kinship }) => kinship);
}

/** Whether two words may name the same relation: 我妈 and 母亲; 老伴 and 老公; 孩子 and 女儿. */
export function sameKinship(one: string, other: string): boolean {
  const [a] = findKinships(one);
  const [b] = findKinships(other);
  if (!a || !b) return false;
  return (
    a === b || loose.some(([wide, narrow]) => (a === wide && narrow.includes(b)) || (b === wide && narrow.includes(a)))
  );
}

const loose: readonly (readonly [string, readonly string[]])[] = [
  ['老伴', ['老公', '老婆']],
  ['孩子', ['儿子', '女儿', '孙子', '孙女', '外孙', '外孙女']],
  ['孙子', ['外孙']],
  ['孙女', ['外孙女']],
];

/** The person of a sentence when it names exactly one: 帮我妈约…, 给王秀英签约. Known names are found anywhere. */
export function findPerson(text: string, knownNames: readonly string[] = []): SpokenPerson | undefined {
  const read = normalise(text);
  const known = knownNames.filter((name) => read.includes(normalise(name)));
  const kin = findKinships(text);
  const name = known.length === 1 ? known[0] : known.length === 0 ? nameAfterFor(read, kin) : undefined;
  if (known.length > 1 || kin.length > 1) return undefined;
  const [kinship] = kin;
  if (!kinship && !name) return undefined;
  return { ...(kinship ? { kinship } : {}), ...(name ? { name } : {}) };
}

const forSomebody = new RegExp(
  `(?:帮|给|替|同)(?:一下)?(?:居民|患者|病人)?(?!安排|方便|高血|平时|万一|全家|关注)((?:${surnames})[\\p{Script=Han}]{1,2}?)(?:的)?(?=约|预约|挂|签|看|绑|办|取消|退|报|登|今|明|后|周|下|来|$)`,
  'u',
);

/** 帮乐乐约: a given name by itself, of two characters. */
const forGivenName =
  /(?:帮|给|替)(?!我|你|您|他|她|它|咱|俺|忙|自己|本人|家|别人|人家|大家|居民|患者|病人|医生|大夫|中心|社区|一|这|那|个|老人|全|取消|预约|签约|看|改|换|安排|约|挂)(\p{Script=Han}{2})(?=约|预约|挂|签|看病|看医生|取消|退)/u;

/** 帮乐乐今晚约, 给乐乐排个号: with the day or another wish between. “帮查下今晚的号” names nobody. */
const forGivenNameLater =
  /(?:帮|给|替)(?![我你您他她它咱俺忙家一这那个全大人老查问开弄搞做找转拿排占配续记留改报登打发调加订定抢选取退买送写填绑办签挂约换看申安预居患病医中社邻别自])(\p{Script=Han}{2})(?=[今明后]天|[今明后]晚|大后天|周|星期|礼拜|下周|排|占|留|绑|转诊|转院|开[点些个一两几药降]|配药|续|报血|报体|登记|改)/u;

function nameAfterFor(text: string, kin: readonly string[]): string | undefined {
  const called = kin.length === 0 ? (forGivenName.exec(text) ?? forGivenNameLater.exec(text)) : undefined;
  return (forSomebody.exec(text) ?? called)?.[1];
}
