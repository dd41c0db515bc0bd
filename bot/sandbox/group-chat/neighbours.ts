/** The simulated group: invented people, in no record. Lists only, so that the program may import it without Wechaty. */
export const neighbourhood = {
  /** The phone's id on the page. */
  id: 'group-chat',
  topic: '社区健康群',
  bot: '家医小助手',
  members: ['阿珍', '老周', '小何'],
  about: '微信群 · 三位街坊和机器人 · 只答公开的问题',
  tries: ['拱北几点开门', '怎么签约', '@家医小助手 香湾电话多少', '我血压150/95', '我妈胸口痛'],
} as const;
