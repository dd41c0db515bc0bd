import type { DelegationKind } from '#prisma/generated/sqlite/enums.ts';

const familyRoles: Readonly<Record<DelegationKind, string>> = { guardian: '监护人', agent: '代办人', helper: '帮手' };

/** 身份核实, to staff. */
export const verifying = {
  notAtDesk: '身份核实由社区卫生服务中心的工作人员办。您没有中心的岗位，如有变动请联系管理员。',
  title: '要办的事',
  choose: (count: number) => (count === 0 ? '现在没有等核实的登记。' : `有${count}位居民等核实：`),
  waiting: (name: string, since: string) => `${name}（${since}登记）`,
  byCard: '看证件找人、发验证码',
  cardTitle: '证件号码',
  askCard: '请看着居民的证件，输入完整的证件号码。',
  cardNotRead: '证件号码不对，请再看一遍证件。',
  nothing: '没有找到这个证件的登记或档案。请居民先在微信里回复“绑定”登记，再来核实。',
  whichTitle: '办理',
  which: '找到了，请选择：',
  register: (name: string, since: string) => `核实${name}的登记（${since}）`,
  deskCode: (name: string) => `给档案里的${name}发窗口验证码`,

  person: ({ name, sex, birthDate, document, phone }: Person) =>
    `${name}，${sex === 'female' ? '女' : '男'}，${birthDate}出生，证件${document}，${phone === undefined ? '没有留手机号' : `手机${phone}`}。`,
  lastSixTitle: '证件号码后六位',
  askLastSix: '请核对本人和证件，再输入证件号码的后六位。',
  lastSixWrong: '和登记的号码对不上。请再看一遍证件；确实不一样的，请回复“取消”，让居民重新登记。',
  familyTitle: '家属关系',
  askFamily: (actor: string, kind: DelegationKind, kinship: string) =>
    `${actor}登记为${familyRoles[kind]}（称呼“${kinship}”），户口本、出生证或本人的意思核对过吗？`,
  familyYes: '核对过',
  familyNo: '还没有',
  sure: (name: string, effects: readonly string[]) => [`确认核实${name}的身份吗？`, ...effects].join('\n'),
  sureYes: '确认核实',
  sureNo: '先不核实',
  kept: '好的，没有核实，登记还在。',
  onFile: '已有档案：登记会并入档案，预约、签约和账号都归过去。',
  newFile: '没有档案：会新建一份。',
  otherName: (name: string) => `注意：档案上的姓名是${name}，和登记的不一样。`,
  newPhone: (phone: string) => `档案上的手机号会改为${phone}。`,
  done: (name: string) => `${name}的身份已核实，预约、签约和账号都已归到本人名下。`,
  already: (name: string) => `${name}的身份已经核实过了，不用再核。`,
  undo: '核实错了，请马上联系中心管理员更正。',

  codeTitle: '发窗口验证码',
  askCode: (name: string) => `请核对本人和证件。确定给${name}发窗口验证码吗？`,
  code: (code: string, minutes: number) =>
    `窗口验证码：${code}，${minutes}分钟内有效，只能用一次。请居民在微信里回复“绑定”，发姓名和证件号码，问手机号时直接发这6个数字。`,
  codeKept: '好的，没有发。',
} as const;

interface Person {
  name: string;
  sex: string;
  birthDate: string;
  /** Masked. */
  document: string;
  phone: string | undefined;
}
