import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pollOf } from './data-version.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the poll for what other processes write', () => {
  it('sees it within 20 ms, once', () => {
    let version = 1;
    const announce = jest.fn();
    const end = pollOf(() => version)(announce);
    jest.advanceTimersByTime(200);
    expect(announce).not.toHaveBeenCalled();
    version = 2;
    jest.advanceTimersByTime(20);
    expect(announce).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(200);
    expect(announce).toHaveBeenCalledTimes(1);
    end();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('takes a look that fails for a change, so that who reads sees what is wrong', () => {
    const announce = jest.fn();
    pollOf(() => {
      throw new Error('database is locked');
    })(announce);
    jest.advanceTimersByTime(20);
    expect(announce).toHaveBeenCalledTimes(1);
  });
});
