/** The engine's own words: around every question of every dialogue. */
export const asking = {
  choose: (title: string) => `请选择${title}：`,
  several: (title: string) => `请选择${title}（可以选几项，比如“1、3”）：`,
  write: (title: string) => `请告诉我${title}：`,
  decide: (title: string) => `${title}？`,
  whichDoYouMean: (title: string) => `${title}有这几个，请选一个：`,
  whichLine: '请选择要修改哪一项：',
  confirmHow: '没有问题请回复“确认”。',
  agreeHow: '同意请回复“确认”。',

  notInList: '没看明白，请回复前面的数字，比如“1”。',
  severalNotRead: '没看明白，请回复数字，比如“1、3”。',
  tooFew: (least: number) => `请至少选${least}项。`,
  heardFirst: '您说的我记下了，请先回答这一个：',
  notYesNo: '没看明白，请回复“1”或“2”。',
  notConfirmed: '没看明白。没有问题请回复“确认”；要改哪一项，请回复“改”加序号，比如“改1”。',
  notAgreed: '为了稳妥，同意请回复“确认”或“1”；不同意请回复“取消”。',
  cannotChange: '这一项现在不能改了。',

  notOffered: (title: string) => `您说的${title}现在选不了，请从下面选。`,
  gone: (label: string) => `「${label}」已经选不了了，请重新选。`,
  justGone: (label: string) => `「${label}」刚刚没有了，请重新选。`,
  linesChanged: '内容有变化，请再核对一遍。',
  textChanged: '协议内容有更新，请再看一遍。',
  changed: (title: string, label: string) => `好的，${title}改为${label}。`,
  questionChanged: '刚才的问题有变动，请回答下面这一个。',
  oldButton: '这个按钮已经过时了，请看下面。',
  firstStep: '这已经是第一步了。不想办了请回复“取消”。',
  putBack: (title: string) => `好的，${title}不改了。`,

  help: {
    resident: '请按下面的提示回复。回复“返回”改上一步，“取消”不办了，“人工”找工作人员。',
    staff: '请按下面的提示回复。回复“返回”改上一步，“取消”不办了。',
  },
  wayOut: {
    resident: '不方便的话，回复“人工”请工作人员帮您，或回复“取消”先不办。',
    staff: '不办了请回复“取消”，改上一步请回复“返回”。',
  },
  nothingSaid: '好了。还需要什么，请回复“菜单”。',
} as const;
