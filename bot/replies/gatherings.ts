/** 讲座、培训、健康知识: what people read. */
export const lectures = {
  title: '讲座',
  which: '最近的健康讲座，报名请回复数字：',
  none: '最近没有健康讲座。想看健康知识请回复“健康知识”。',
  line: (when: string, centre: string, title: string, state: string) => `${when} ${centre}《${title}》${state}`,
  states: { mine: '（已报名）', full: '（已报满）', free: (places: number) => `（还有${places}个位子）` },
  about: (title: string, topic: string, when: string, place: string) =>
    `《${title}》：${topic}\n时间：${when}\n地点：${place}`,
  isFull: '这一场已经报满了。过几天再看看，有人退了就能报。',
  askLeave: '您已经报名。要退掉吗？',
  keep: '不退，我去',
  leave: '退掉',
  kept: '好的，到时见。前一天晚上会提醒您。',
  left: (title: string) => `已退掉《${title}》的报名。想再报请回复“讲座”。`,
  signedUp: (name: string, title: string, when: string, place: string) =>
    `已为${name}报名《${title}》，${when}，地点：${place}。前一天晚上会提醒您。`,
  undo: '不去了请回复“讲座”退掉。',
} as const;

export const trainings = {
  title: '培训',
  record: (times: number, days: number, missing: string) => `您今年参加培训${times}次，共${days}天${missing}。`,
  missing: (times: number, days: number) =>
    times === 0 && days === 0
      ? '，已达到要求'
      : `，还差${[...(times > 0 ? [`${times}次`] : []), ...(days > 0 ? [`${days}天`] : [])].join('、')}`,
  shortHead: '村（居）卫生站医生今年的培训：',
  shortLine: (name: string, times: number, days: number, missing: string) => `${name}：${times}次、${days}天${missing}`,
  which: '可以报名的培训，请回复数字：',
  none: '最近没有可以报名的培训。要办一场请回复“办讲座”。',
  signedUp: (title: string, when: string, place: string) =>
    `已报名《${title}》，${when}，地点：${place}。前一天晚上会提醒您。`,
  undo: '去不了请回复“培训”退掉。',
  left: (title: string) => `已退掉《${title}》的报名。`,
} as const;

export const hosting = {
  notAllowed: '办讲座、培训由社区卫生服务机构的工作人员办理。',
  whatTitle: '办理',
  askWhat: '要办什么？',
  newLecture: '新开一场，请居民报名',
  newTraining: '新开一场，请工作人员报名',
  manage: (when: string, title: string, taken: number, capacity: number) =>
    `${when}《${title}》 ${taken}/${capacity}人`,
  centreTitle: '主办',
  askCentre: '哪个机构主办？',
  titleTitle: '题目',
  askTitle: '题目是什么？比如“高血压怎么吃”。',
  titleHint: '请用20个字以内写题目。',
  topicTitle: '内容',
  askTopic: '讲什么？一两句话，报名的人会看到。',
  topicHint: '请用100个字以内写内容。',
  startTitle: '开始',
  askStart: '什么时候开始？写日期和时间，比如“3月10日下午3点”。',
  endTitle: '结束',
  askEnd: '到什么时候结束？比如“4点半”，跨几天的写“3月12日下午5点”。',
  timeHint: '没看明白，请写日期和时间，比如“3月10日下午3点”，要在今天以后。',
  endHint: '没看明白，请写结束的时间，比如“下午4点半”，要晚于开始。',
  placeTitle: '地点',
  askPlace: '在哪里？',
  placeHint: '请用30个字以内写地点。',
  capacityTitle: '人数',
  askCapacity: '最多多少人？',
  capacityHint: '请写1到500的数字。',
  check: '请核对，确认后就可以报名：',
  done: (title: string, when: string) => `已发布：《${title}》，${when}。`,
  undo: { lecture: '居民回复“讲座”报名。', training: '工作人员回复“培训”报名。' },
  afterwards: '要取消或登记到场请回复“办讲座”。',
  doTitle: '办理',
  askDo: (title: string) => `《${title}》要怎么办？`,
  record: '登记到场',
  callOff: '取消',
  callOffAll: '取消这一场，通知所有报名的人',
  leaveIt: '不用了',
  leftAsItIs: '好的，没有改动。',
  guestsTitle: '到场',
  askGuests: '谁到了？回复数字，可以多选，比如“1、3”；全到了回复“都要”，都没来回复“都不要”。',
  nobodySignedUp: '没有人报名。',
  recorded: (came: number, absent: number) => `已登记：${came}人到场，${absent}人没来。`,
  checkCallOff: '请核对，确认后马上通知：',
  calledOff: (title: string, told: number) => `已取消《${title}》，已通知${told}人。`,
} as const;

export const education = {
  title: '健康知识',
  which: '想了解哪一个？回复数字：',
  none: '现在没有健康知识可看。',
  more: '看别的请再回复“健康知识”；有不舒服请问医生，急的打120。',
} as const;
