/** The sentences of the page with readings. */
export const trendWords = {
  title: '血压血糖记录',
  kinds: {
    pressure: { heading: '血压', unit: '毫米汞柱' },
    glucose: { heading: '血糖', unit: '毫摩尔/升' },
    weight: { heading: '体重', unit: '公斤' },
  },
  none: '还没有记录。量了请在聊天里直接说，比如“血压130/80”。',
  last: (value: string) => `最近一次：${value}，`,
  how: '点在同颜色的虚线下面，就是在目标范围里。',
  picture: (heading: string, count: number, from: string, to: string) =>
    count === 1 ? `${heading}的图：${to}量了一次` : `${heading}的图：从${from}到${to}，量了${count}次`,
  notDrawn: '图现在画不出来，请看下面每一次的数。',
  each: '看每一次的数',
  headings: { when: '时间', value: '数值' },
  classes: { controlled: '目标内', high: '偏高', danger: '太高', 'danger-low': '太低', measured: '' },
  ask: '看不懂、不放心，请回到聊天回复“咨询”，问您的家庭医生。不要自己加药、减药。',
  sick: '不舒服得厉害，请马上打120。',
} as const;

/** What stands in the picture itself. Its font has the characters of these and of figures, and no others. */
export const pictureWords = {
  systolic: '高压',
  diastolic: '低压',
  fasting: '空腹',
  afterMeal: '餐后',
  weight: '体重',
  last: '最近',
  below: '，目标低于',
  year: '年',
  month: '月',
  day: '日',
} as const;

/** Every character that a picture can show. */
export const pictureCharacters = [...new Set([...Object.values(pictureWords).join(''), ...'0123456789.- '])].join('');
