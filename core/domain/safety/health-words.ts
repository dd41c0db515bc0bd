import { normalise } from '#kit/chinese-input/normalise.ts';
import { findReadings } from './readings.ts';

const illness =
  /[\p{Script=Han}](?<![看生治得防犯])(?:病(?!历|房|床|人)|症|炎|癌|瘤)|(?:癌|肿瘤|高血压|低血压|血压|血糖|糖尿|血脂|胆固醇|尿酸|痛风|冠心|心梗|心衰|早搏|脑梗|中风|乙肝|肝硬化|结石|结核|结节|息肉|哮喘|甲亢|甲减|甲状腺|贫血|癫痫|痴呆|帕金森|抑郁|焦虑|自杀|轻生|精神分裂|失眠|骨折|骨质疏松|颈椎|腰椎|湿疹|皮疹|过敏|感冒|流感|艾滋|梅毒|怀孕|怀上|流产|见红|月经|更年期)/u;
const complaint =
  /发烧|发热|高烧|低烧|咳嗽|咳痰|鼻塞|流鼻涕|拉肚子|腹泻|便秘|便血|呕吐|恶心|[头胸背腰腹肚胃腿膝脚手牙心眼耳口喉嗓][\p{Script=Han}]{0,2}(?:[痛疼晕闷麻肿痒胀]|不舒服)|头昏|心慌|气喘|喘不|麻木|没力气|乏力|水肿|浮肿|出血|吐血|睡不着|不舒服|难受/u;
const treatment =
  /胰岛素|二甲双胍|阿司匹林|(?:降压|降糖|降脂|感冒|止痛|安眠|消炎|退烧)药|抗生素|化疗|透析|(?:化验|检查|检验|体检|抽血|核磁|ct|b超)[^。]{0,3}(?:结果|报告|单)/u;

/** Whether a sentence speaks of an illness, a complaint, a treatment or a reading: somebody's health, whoever is meant. */
export function namesHealth(text: string): boolean {
  const read = normalise(text);
  return [illness, complaint, treatment].some((words) => words.test(read)) || findReadings(text).length > 0;
}
