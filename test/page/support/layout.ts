import type { Frame } from 'playwright';

/** What is wider than the window, but for what may be scrolled by itself: raw texts. */
export const tooWide = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page: ${scrollWidth} of ${clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      if (!element.checkVisibility() || element.matches('pre, textarea, input, .visually-hidden')) continue;
      const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
      if (scrolls && element.scrollWidth > element.clientWidth + 1) {
        found.push(
          `${element.localName}.${element.className}: ${element.scrollWidth} of ${element.clientWidth}`,
        );
      }
    }
    return found;
  });

/** Texts that are drawn over each other. */
export const overlaps = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const isClipped = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).clipPath !== 'none' || isClipped(element.parentElement));
    // What is scrolled out of sight is not drawn.
    const drawn = (box: DOMRect, element: Element | null): DOMRect => {
      if (!element) return box;
      if (getComputedStyle(element).overflowY === 'visible') return drawn(box, element.parentElement);
      const frame = element.getBoundingClientRect();
      const top = Math.max(box.top, frame.top);
      const height = Math.max(0, Math.min(box.bottom, frame.bottom) - top);
      return drawn(new DOMRect(box.x, top, box.width, height), element.parentElement);
    };
    const boxes: { readonly text: string; readonly parent: Element; readonly box: DOMRect }[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement!;
      const text = node.textContent!.trim();
      if (text === '' || !parent.checkVisibility() || parent.closest('svg, option, textarea, script, pre'))
        continue;
      if (parent.closest('.said, .skip') || isClipped(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const whole of range.getClientRects()) {
        const box = drawn(whole, parent);
        if (box.width > 2 && box.height > 2) boxes.push({ text: text.slice(0, 40), parent, box });
      }
    }
    boxes.sort((a, b) => a.box.top - b.box.top);
    const found: string[] = [];
    for (const [i, a] of boxes.entries()) {
      for (let j = i + 1; j < boxes.length; j++) {
        const b = boxes[j]!;
        if (b.box.top >= a.box.bottom - 4) break;
        if (a.parent === b.parent) continue;
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        if (width > 3) found.push(`“${a.text}” and “${b.text}”`);
      }
    }
    return found;
  });
