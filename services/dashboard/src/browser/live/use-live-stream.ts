import { useEffect, useMemo } from 'preact/hooks';
import { type LiveStream, openLiveStream } from './live-stream.ts';

/** The stream, for as long as its page is shown. */
export function useLiveStream(): LiveStream {
  const stream = useMemo(openLiveStream, []);
  useEffect(() => () => stream.close(), [stream]);
  return stream;
}
