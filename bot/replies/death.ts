/** 登记去世: what staff read. */
export const death = {
  askWho: '哪位居民去世了？请写姓名或者证件号（登记错了要撤回，也写他的）：',
  notFound: '没有找到由您照管的这位居民。请核对姓名或者证件号，再回复“登记去世”。',
  check: '请核对是不是这位居民，确认后登记去世：',
  who: '居民',
  person: (name: string, birthDate: string) => `${name}，${birthDate}出生`,
  endsTitle: '会停止',
  ends: (ends: readonly { name: string; count: number }[]) =>
    ends.length === 0
      ? '没有在办的事，以后不再发消息'
      : `${ends.map(({ name, count }) => `${name}${count}`).join('、')}，不再发任何消息`,
  entered: (name: string, time: string) =>
    `已登记${name}去世，${time}生效。生效后上面这些都停止，家庭医生和组长会收到通知；档案、报告和投诉保留。`,
  undo: (name: string) => `登记错了，请在生效前再回复“登记去世”，写${name}，选“撤回”，什么都不会变。`,
  takeBackTitle: '撤回',
  askTakeBack: {
    noted: (name: string) => `${name}刚登记了去世，还没有生效。要撤回吗？`,
    dead: (name: string) =>
      `${name}已登记去世。要撤销吗？已经停止的签约、预约、随访和账号绑定不会自己恢复，要重新办理。`,
  },
  yes: '撤回',
  no: '不撤回',
  kept: '好的，没有改动。',
  takenBack: {
    'before-effect': (name: string) => `已撤回，${name}的签约、预约、随访都照旧。`,
    'after-effect': (name: string) =>
      `已撤销，${name}又可以办事了。请联系本人说明，再重新办：本人在微信里回复“绑定”；签约回复“代签约”，慢病回复“登记诊断”，约号回复“代预约”。`,
  },
} as const;
