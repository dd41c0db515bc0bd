/** Politeness and hesitation, at the beginning and at the end. What answers a question (“好”, “对”, “不”) is not here. */
const before = new RegExp(
  `^(?:${[
    '[\\s,，。.!！、~;；:：…🙏]+',
    '嗯+(?=.)',
    '[呃额诶欸哎唉嘿嗨哦噢喔哈](?=.)',
    '喂(?=[,，喂你您医请我])',
    '那个(?=.)',
    '就是(?=我|想|要|说)',
    '(?:医生|大夫|护士|小姐|姑娘|老师|同志|客服|机器人|小助手)?[,，]?(?:您好|你好|早上好|下午好|晚上好|早晨|hello|hi)(?=.)',
    '(?:医生|大夫|护士|姑娘|小姐|老师)[,，]',
    '请问(?:一下|下)?(?:您|你)?(?=.)',
    '(?:我)?(?:想|要)?(?:问|请教)(?:一)?下[,，]?(?=几|怎|什么|哪|能|可以|有没有|是不是|今|明|夜|你们|中心|专家|签约)',
    '(?:麻烦|劳烦|有劳|辛苦|拜托)(?:您|你)?(?:们)?(?:一下|下|了)?(?=.)',
    '(?:不好意思|打扰一下|打扰了|谢谢(?:您|你)?)(?=.)',
  ].join('|')})`,
  'u',
);

const after = new RegExp(
  `(?:${[
    '[\\s,，。.!！、~;；:：…🙏😊🌹]+',
    '(?:非常|太|多)?(?:谢谢|感谢|多谢|谢)(?:您|你|医生|大夫|啊|哈|了|咯|啦|大家){0,3}',
    '(?:麻烦|辛苦|拜托)(?:您|你)(?:了|们|啦)*',
    '[啊呀哈哦噢喔啦嘛吧呗哟咯哇]',
  ].join('|')})$`,
  'u',
);

/** Takes politeness off both ends, again and again; what is nothing but politeness stays as it is. */
export function trimFillers(text: string): string {
  let left = text;
  for (;;) {
    const next = left.replace(before, '').replace(after, '').trim();
    if (next === '') return left;
    if (next === left) return left;
    left = next;
  }
}
