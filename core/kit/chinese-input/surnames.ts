const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐庞颜庄章鲁岑关古阮甘麦区欧容冼招卓祝翁柯简詹骆';
const double = ['欧阳', '司徒', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '夏侯'];

/** Common surnames as the inside of a pattern, two-character ones first. */
export const surnames = `${double.join('|')}|[${single}]`;
