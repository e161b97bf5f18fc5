import { describe, expect, it } from 'vitest';
import { scan } from '../../tools/page/scan.ts';

describe('the scan of the built page finds', () => {
  it.each([
    ['a fetch', 'const a = () => fetch("x")', ['fetch() at 16']],
    ['a fetch of the window', 'globalThis.fetch(a)', ['fetch() at 0']],
    ['a fetch written as a text', 'window["fetch"](a)', ['fetch() at 0']],
    ['an old request', 'new XMLHttpRequest()', ['XMLHttpRequest at 4']],
    ['a socket', 'new WebSocket(a)', ['WebSocket at 4']],
    ['a listener to a server', 'new EventSource(a)', ['EventSource at 4']],
    ['a beacon', 'navigator.sendBeacon(a)', ['sendBeacon at 10']],
    ['a connection to another browser', 'new RTCPeerConnection()', ['RTCPeerConnection at 4']],
    ['a worker', 'new Worker(a)', ['Worker at 4']],
    ['scripts of a worker', 'importScripts(a)', ['importScripts at 0']],
    ['code that is loaded later', 'import("./a.js")', ['import() at 0']],
    ['another window', 'window.open(a)', ['open() at 0']],
    ['another window without its name', 'open(a)', ['open() at 0']],
    ['a way away', 'location.href = a', ['location = at 0']],
    ['a way away without href', 'location = a', ['location = at 0']],
    ['a way away of the window', 'window.location = a', ['location = at 0']],
    ['a way away by a call', 'location.assign(a)', ['location.assign() at 0']],
    ['text as code', 'eval(a)', ['eval at 0']],
    ['text as a function', 'new Function(a)', ['Function() at 0']],
    ['a store', 'localStorage.a = 1', ['localStorage at 0']],
    ['a cookie', 'document.cookie = a', ['cookie at 9']],
  ])('%s', (_, script, found) => expect(scan(script)).toEqual(found));
});

describe('the scan of the built page takes no notice of', () => {
  it.each([
    ['words in texts', 'const a = "fetch(x), new WebSocket(y)"'],
    ['a method that is called alike', 'reader.import(a); file.open(a); cache.fetch(a)'],
    ['a method that it defines', 'class A { import() {} fetch() {} }'],
    ['a function of its own that is called alike', 'function open(a) {} open(b)'],
    ['what leads to a place on the page', 'location.hash = "#plan"'],
    ['reading the address', 'const a = location.href'],
    ['a place of something else', 'finding.location = a'],
  ])('%s', (_, script) => expect(scan(script)).toEqual([]));
});
