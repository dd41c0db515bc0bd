import { XMLParser } from 'fast-xml-parser';
import { cdataElement } from '#kit/xml.ts';

/** A value of the platforms' XML: text in CDATA, a bare number, or elements within. */
export type XmlValue = string | number | bigint | XmlFields;
export interface XmlFields {
  [name: string]: XmlValue | undefined;
}

/** `<xml>…</xml>` as the platforms write it: strings in CDATA, numbers bare. Absent fields are left out. */
export function writeXml(fields: XmlFields): string {
  return `<xml>${elements(fields)}</xml>`;
}

/**
 * Reads a program's answer: one whole `xml` element, no DOCTYPE, every leaf a string; undefined for anything else. Not
 * by the program's own reader, so that a mistake there is not made on both sides.
 */
export function readXml(text: string): XmlElement | undefined {
  if (/<!DOCTYPE/i.test(text) || !text.trimEnd().endsWith('</xml>')) return undefined;
  try {
    const document: unknown = parser.parse(text);
    return isElement(document) && isElement(document.xml) ? document.xml : undefined;
  } catch {
    return undefined;
  }
}

/** A parsed element; several of one name are an array. */
export interface XmlElement {
  [name: string]: unknown;
}

/** The text of a child; empty when it is not there or no text. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const value = element?.[name];
  return typeof value === 'string' ? value : '';
}

/** The child elements of one name. */
export function elementsOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const value = element?.[name];
  return (Array.isArray(value) ? value : [value]).filter(isElement);
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
});

function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function elements(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (typeof value === 'string') return cdataElement(name, value);
  return `<${name}>${typeof value === 'object' ? elements(value) : value}</${name}>`;
}
