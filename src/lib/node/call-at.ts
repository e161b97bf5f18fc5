/** setTimeout knows no longer time. */
const longestTimer = 2 ** 31 - 1;

/** Calls back as soon as the time is past, be it in years; gives the function that calls it off. Keeps no process alive. */
export function callAt(time: number, now: () => number, callBack: () => void): () => void {
  const wait = (): NodeJS.Timeout => {
    const delay = Math.min(Math.max(0, time - now()) + 1, longestTimer);
    return setTimeout(() => {
      if (now() > time) callBack();
      else timer = wait();
    }, delay).unref();
  };
  let timer = wait();
  return () => clearTimeout(timer);
}
