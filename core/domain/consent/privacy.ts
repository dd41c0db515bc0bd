/**
 * 隐私说明: what a resident agrees to when an account is bound, by version. A changed text takes a new version, and is
 * agreed to anew. Residents' health data stays on this platform and in the district (个人信息保护法 第13、17、29条).
 */
export const privacyNote = {
  subject: 'privacy',
  version: '2026-01',
  title: '隐私说明',
  text: [
    '我们收集您的姓名、证件号码、手机号，用来确认您是谁，为您预约、签约和提醒。',
    '这些信息加密保存，只给为您服务的社区卫生服务中心、家庭医生和您转诊的医院使用。',
    '谁看过您的健康记录，都会留下记录。',
    '孕产、精神卫生和结核病的信息，默认不给家人看。',
    '您可以随时回复“解绑”停止使用，回复“退订”不再收到通知。需要更正或删除信息，请到社区卫生服务中心窗口办理。',
  ],
} as const;
