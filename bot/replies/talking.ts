/** What is said around dialogues: commands, events, faults. */
export const talking = {
  thisMatter: '这件事',
  serviceChanged: '刚才那项服务有调整，请重新开始。回复“菜单”看看能办什么。',
  cancelled: (title: string) => `好的，${title}不办了，刚才填的内容没有提交。还需要什么，请回复“菜单”。`,
  nothingToCancel: {
    resident: '现在没有正在办的事。要取消约好的号，请回复“取消预约”。',
    staff: '现在没有正在办的事。要停一场门诊，请回复“停诊”。',
  },
  nothingToConfirm: '现在没有等您确认的事。还需要什么，请回复“菜单”。',
  nothingToGoBackTo: '现在没有正在办的事。还需要什么，请回复“菜单”。',
  nothingToContinue: '没有办到一半的事。还需要什么，请回复“菜单”。',
  nothingSaidYet: '我还没说过什么。请回复“菜单”看看能办什么。',
  continues: (title: string) => `继续${title}。`,
  continueLabel: (title: string) => `继续${title}`,
  setAside: (title: string) => `${title}先给您留着，回复“继续”接着办。`,
  inTheMiddle: (title: string, service: string) => `您正在${title}，要先放下，改办“${service}”吗？`,
  change: (service: string) => `改办${service}`.slice(0, 10),
  stay: '不改，继续',
  goesOn: '好的，我们继续。',

  welcome: '您好，这里是社区卫生服务中心的家医助手，可以预约夜门诊、和家庭医生签约。您直接说想办什么就行。',
  greeting: '您好，请问今天要办什么？',
  staffGreeting: (name: string) => `${name}，您好。`,
  welcomeBack: '好的。还需要什么，直接说就行。',
  thanks: '不客气。还需要什么，直接说就行。',
  thanksMidway: '不客气。',

  unreadable: {
    image: '我还看不懂图片，麻烦您用文字说一下。',
    voice: '没听清这段语音，麻烦您再说一遍，或者用文字说一下。',
    video: '我还看不懂视频，麻烦您用文字说一下。',
    location: '位置收到了，不过我还用不上。想问怎么去，请回复中心的名字。',
    link: '我还打不开链接，麻烦您用文字说一下。',
    file: '我还打不开文件，麻烦您用文字说一下。',
    other: '这种消息我还看不懂，麻烦您用文字说一下。',
  },

  unsubscribed: '好的，提醒和通知都停了；您问我的事照常回答。想再收到，请回复“恢复”。',
  resubscribed: '好的，提醒和通知都恢复了。不想要了，请回复“退订”；只关几种，请回复“通知设置”。',
  notBoundNoNotices: '这个账号还没有绑定，本来就不会收到提醒。要绑定请回复“绑定”。',

  stranger: '您的企业微信账号还没有登记为工作人员，请联系本单位管理员登记后再用。',
  oldCard: '这张卡片已经处理过了。',
  unknownCode: '这个二维码已经失效了。您直接说想办什么就行。',

  later: {
    resident: (service: string) => `“${service}”还没有开通；急事请打中心电话，或回复“人工”。`,
    staff: (service: string) => `“${service}”还没有开通，现在能办的请回复“菜单”。`,
  },
  notForYou: {
    resident: (service: string) => `“${service}”是工作人员用的。您要办什么，请回复“菜单”。`,
    staff: (service: string) => `“${service}”是居民在微信里用的。替居民办请回复“代预约”或“代签约”，别的请回复“菜单”。`,
  },

  failed: '系统开小差了，您的消息已经收到，一会儿回复您，不用再发。',
  givenUp: '刚才那条消息没能处理成功，对不起。请您再发一次，或回复“人工”。',
  quiet: (title: string) => `刚才${title}办到一半，先给您留着。3天内回复“继续”可以接着办，不办了不用理会。`,
  tooMuch: '您发得太快了，我看不过来。请过一分钟再发；急事请打120或中心电话。',
  empty: '没收到内容，请再说一遍。',
} as const;

export const fallback = {
  notUnderstood: {
    resident: '没太明白您的意思。您是要办下面哪一项吗？不是的话，请换个说法，或回复“人工”。',
    staff: '没太明白您的意思。您是要办下面哪一项吗？不是的话，请换个说法。',
  },
} as const;
