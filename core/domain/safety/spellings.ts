import { syllablesOf } from '#kit/chinese-input/pinyin.ts';

/** How danger is misspelt by hand, by pinyin keyboards and by voice recognition, and what was meant. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/胸[囗囱]/gu, '胸口'],
  [/(?:凶|匈|兄|雄)(?=口?[痛疼闷])/gu, '胸'],
  [/胸(?:通|同|桶|痈)(?![道学过知常事])/gu, '胸痛'],
  [/胸(?:焖|门(?=$|[,。气喘得])|扪)/gu, '胸闷'],
  [/心扣(?=[痛疼])/gu, '心口'],
  [/(?:云|运|韵|孕)(?=倒了|倒在)/gu, '晕'],
  [/(?:晕|昏)(?:到(?=了|在|$|[,。])|道(?=了|在|$))/gu, '晕倒'],
  [/(?:昏米|昏谜|混迷|昏mi|昏眯)/gu, '昏迷'],
  [/抽(?:畜|蓄|触|处|绪|续(?![费])|蹴)/gu, '抽搐'],
  [/(?:欧|殴|偶|藕)血/gu, '呕血'],
  [/吐雪/gu, '吐血'],
  [/黑变(?=了|$|[,。])/gu, '黑便'],
  [/(?:呼息|乎吸|忽吸)/gu, '呼吸'],
  [/困南|因难|困男|困滩/gu, '困难'],
  [/(?:踹|揣|湍|端)(?=不上气|不过气|不过来|不上来)/gu, '喘'],
  [/(?:破睡|坡水|泼水了)(?=$|[,。])/gu, '破水'],
  [/(?:台动|抬动|胎洞|胎懂)/gu, '胎动'],
  [/(?:没气|媒气|煤汽)(?=中毒|泄漏|味)/gu, '煤气'],
  [/(?:物吞|误屯|悟吞)/gu, '误吞'],
  [/(?:自沙|字杀|自刹)/gu, '自杀'],
  [/摔到(?=了|在|$)/gu, '摔倒'],
  [/(?<=[身手脚边])没利(?!益|息)/gu, '没力'],
  [/(?<=[身手脚边子])没利(?!益|息)/gu, '没力'],
  [/(?:种风|中疯|中峰了)/gu, '中风'],
];

/** Longer phrases are known by their sound alone; none of them sounds like something harmless. */
const phrases = [
  '胸口痛',
  '胸口疼',
  '胸口闷',
  '心口痛',
  '心绞痛',
  '呼吸困难',
  '喘不上气',
  '喘不过气',
  '透不过气',
  '上不来气',
  '意识不清',
  '神志不清',
  '口角歪斜',
  '口眼歪斜',
  '半身不遂',
  '剧烈头痛',
  '言语不清',
  '说话不清',
  '煤气中毒',
  '不想活了',
  '羊水破了',
  '大出血了',
  '心肌梗塞',
  '脑出血了',
  '不省人事',
  '口吐白沫',
];

/** Half in pinyin, as the keyboard leaves it when the wrong key sends: xiong闷, 喘bu上气. */
const halfTyped: Readonly<Record<string, string>> = {
  xiong: '胸',
  tong: '痛',
  teng: '疼',
  men: '闷',
  yun: '晕',
  dao: '倒',
  hun: '昏',
  mi: '迷',
  xue: '血',
  bu: '不',
  chuan: '喘',
  tu: '吐',
  hu: '呼',
  xi: '吸',
  chou: '抽',
  si: '死',
  sha: '杀',
};
const besideHan = new RegExp(
  `(?<=\\p{Script=Han})(?:${Object.keys(halfTyped).join('|')})(?![a-z])|(?<![a-z])(?:${Object.keys(halfTyped).join('|')})(?=\\p{Script=Han})`,
  'gu',
);

/** Puts misspelt danger right; everything else stays as it is and where it is. */
export function correctSpellings(text: string): string {
  const typed = text.replace(besideHan, (syllable) => halfTyped[syllable] ?? syllable);
  const read = spellings.reduce((rest, [slip, meant]) => rest.replace(slip, meant), typed);
  if (!/\p{Script=Han}{3}/u.test(read)) return read;
  const characters = [...read];
  const sounds = syllablesOf(read);
  for (const phrase of phrases) {
    const wanted = syllablesOf(phrase);
    for (let at = 0; at + wanted.length <= sounds.length; at += 1) {
      if (wanted.every((sound, index) => sound === sounds[at + index])) characters.splice(at, wanted.length, ...phrase);
    }
  }
  return characters.join('');
}
