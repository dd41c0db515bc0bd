/**
 * Whether a sign is only spoken of and is not happening: denied, long past, over, or a matter of prevention and of stories.
 * In doubt it is happening: a question back costs less than a miss.
 *
 * @param start where the sign begins in `text`; `end` where it ends.
 */
export function isOnlyMentioned(text: string, start: number, end: number): boolean {
  const clause = clauseAround(text, start, end);
  return isDenied(clause) || isOver(clause, text.slice(end)) || isPast(clause, text) || isGeneral(clause);
}

interface Clause {
  before: string;
  after: string;
}

const breaks = /[,。;!?，；]|但是|可是|不过(?!来|气)|只是|而且|然后|结果|却|反而|但(?!求)/u;

function clauseAround(text: string, start: number, end: number): Clause {
  const before = text.slice(0, start).split(breaks).at(-1) ?? '';
  const after = text.slice(end).split(breaks)[0] ?? '';
  return { before: before.replace(openQuestion, '〇'), after };
}

/** “是不是中风” denies nothing. */
const openQuestion =
  /是不是|会不会|有没有|能不能|要不要|可不可以|该不该|算不算|不知道?|不晓得|不清楚|不舒服|不好受|不对劲|不停地?|不断地?/gu;

const otherComplaints =
  '头痛|头疼|头晕|头昏|恶心|呕吐|想吐|发烧|发热|咳嗽|气短|心慌|心悸|乏力|腹痛|肚子痛|拉肚子|出汗|症状|胸痛|胸闷|呼吸困难|晕倒|昏迷|抽搐|便血|黑便|腿肿|水肿|眼花|麻木|见红|破水|中风|自杀|轻生|呕血|吐血';
const denial = new RegExp(
  `(?:不用|不必|不需要|无需|没有|没|无|并无|并没|从未|未|不是|不会|不再|不怎么|不觉得|不感觉|未见|否认|排除|不算|不太|不|别再)` +
    `(?:有|出现|发生|觉得|感到|感觉到?|任何|什么|过|再|又|那么|怎么|太|特别|明显的?|这种|这些|以前那种|想|说|讲|要|打算|会|煤气|食物|药物|农药|酒精|${otherComplaints}|和|或者?|也|、|以及|及|跟|还)*$`,
  'u',
);
const deniedAfter =
  /^(?:我(?:都|就)?[说讲答](?:我)?|的(?:感觉|症状|情况|现象|念头|想法)|症状|感觉|也|都|早就?|已经?|现在|倒是?|了)*(?:没有|没)(?:了|过|发生|出现)*$/u;

function isDenied({ before, after }: Clause): boolean {
  return denial.test(before) || deniedAfter.test(after);
}

const over =
  /^[^。!?]{0,12}?(?:(?<!写|准备|弄|买|做|约|说|吃|藏)好了|已经?好|消失了|过去了$|不[痛疼闷晕喘麻](?:了|$)|没事了|没有了|没了$|缓解了$|好转了|好多了|恢复(?:了|正常)|正常了|没再(?:犯|发|痛|疼)|不再(?:犯|发|痛|疼)|没犯|没发作|治好|抢救过来)/u;
const notOver = /又|还(?:是|在|有|没)|仍|反复|再次|但|可是|没好|没有好|没缓解|没有缓解|没减轻|一点|一会|才好/u;

const justNow = /刚|今天|今早|今晨|今晚|分钟前|小时前/u;

/** “昨天胸痛，今天已经不痛了”. What was there a moment ago counts, even if it has stopped. */
function isOver({ before }: Clause, rest: string): boolean {
  return over.test(rest) && !notOver.test(rest) && !justNow.test(before);
}

const longAgo =
  /(?:大?前年|去年|以前|从前|曾经?|小时候|年轻(?:时|的时候)|原来|原先|当年|那年|早年|早些年|多年前|过去|往年|上个?月|上上?个?(?:周|星期|礼拜)|(?:\d+|[一二三四五六七八九十两几好多半]+)(?:多)?个?(?:年|月|周|星期|礼拜)(?:多)?(?:以|之)?前|(?:19|20)\d\d年|\d+岁(?:的时候|时|那年)|生.{0,4}的时候|(?<=^|[我他她妈爸])之前|得过|有过|发生过|出现过|犯过|住过)/u;
const now =
  /现在|今天|今日|今晚|今早|今晨|刚才|刚刚|这会|目前|眼下|又|还(?:在|是|有|没好)|仍|一直|至今|到现在|开始|经常|总是|老是|有时|时不时|最近|这几天|这两天|近来|昨|越来越|反复|再次|加重|发作了$/u;
/** In another clause of the message, only what says that it is back. */
const again =
  /又|再次|还(?:在|是|有)|仍|一直|至今|越来越|加重|反复|(?:现在|今天|今晚|今早|刚才?|这几天|最近|昨)[^,。]{0,6}(?:痛|疼|闷|晕|喘|抽|吐|麻|没力|来了|犯|发作|不舒服|难受|歪|不清|不行)/u;
/** “去年中风过”: long ago, or once, and nothing says that it is here again. */
function isPast({ before, after }: Clause, text: string): boolean {
  if (now.test(before) || now.test(after) || again.test(text)) return false;
  if (longAgo.test(before) || history.test(after)) return true;
  if (longAgo.test(after) && /前|年/u.test(after)) return true;
  return /^过(?!去|不)/u.test(after) && !recently.test(text);
}

const history = /^(?:的?(?:病史|历史|经历)|史(?!上)|后遗症)/u;
const recently = /今|昨|刚|前天|这几天|最近|近来|这两天/u;

const prevention =
  /预防|(?:怎么|如何|怎样)防|防止|避免|防范|谨防|讲座|科普|知识|宣传|培训|学习|听课|什么(?:是|叫)|(?:担心|害怕|怕)(?!是|[^,]{0,3}是)|以防|(?<!不)小心|当心|听说[^,]{0,8}会|会(?:不会)?(?:导致|引起|造成|引发)|可能(?:会)?(?:导致|引起)|容易(?:导致|引起|得|发生)?|风险|识别|急救(?:方法|措施|常识)|如果|假如|假设|万一|一旦|要是|新闻|视频[里上]?[说讲教]|电视|网上|书上|文章|小说|电影|梦见|梦到|做梦|想(?:约|挂|看|咨询)?[^,]{0,2}(?:专家|门诊)讲/u;
const preventionAfter =
  /^(?:的)?(?:预防|急救|讲座|知识|科普|课|培训|病人|患者|人群|筛查|单元|前兆|征兆|的人|一般是?什么|通常|是什么意思|保险|险(?!了|些)|险种|后遗症|康复|家族史|发病率|宣传|视频)/u;

/** “献血会晕倒吗”, “心绞痛能不能打疫苗”: asked before something is done. */
function isAskedBefore({ before, after }: Clause): boolean {
  const willIt = /(?:献血|抽血|疫苗|打针|手术|麻醉)[^,]{0,4}会(?:不会)?$/u.test(before);
  return willIt || /^(?:的话)?(?:还?能不能|可不可以|可以|能)(?:打|接种)[^,]{0,3}疫苗/u.test(after);
}

function isGeneral({ before, after }: Clause): boolean {
  return isAskedBefore({ before, after }) || prevention.test(before) || preventionAfter.test(after);
}
