import {
  closeSync,
  ftruncateSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Attributes } from './api';
import type { Meta } from './state';

/** Something that happened to a thing in the cloud, for example `instance.stopped`. */
export interface CloudEvent {
  kind: 'event';
  /** Counts every line of the log, from 1. */
  seq: number;
  /** Logical time. */
  time: string;
  name: string;
  type: string;
  id: string;
  region: string;
  details: Attributes;
}

/** One call that meant to change the cloud. */
export interface CloudOperation {
  kind: 'operation';
  seq: number;
  time: string;
  operation: 'create' | 'update' | 'delete';
  type: string;
  /** null where a create was refused. */
  id: string | null;
  region: string;
  /** `lost` is a success whose answer never arrived; after `half-done` Terraform knows of what was made. */
  outcome: 'done' | 'lost' | 'half-done' | 'refused';
  code: string | null;
  /** From 1; the provider repeats some refused calls by itself. */
  attempt: number;
  /** Simulated seconds that the operation takes, whatever the profile. */
  seconds: number;
  /** Simulated seconds since the first operation; both 0 in the instant profile, where no time passes. */
  start: number;
  end: number;
}

/** A line of the log. */
export type LogEntry = CloudEvent | CloudOperation;

/** The log that belongs to a cloud file: JSON lines, only ever appended to. */
export function logFile(file: string): string {
  return `${file.replace(/\.json$/, '')}.log.jsonl`;
}

/** Brings the log file to what `log` says, whatever an interrupted process left there. */
export function writeLog(file: string, log: Meta['log']): void {
  const path = logFile(file);
  mkdirSync(dirname(path), { recursive: true });
  const fd = openSync(path, 'a+');
  try {
    const { size } = fstatSync(fd);
    const tail = Buffer.from(log.tail);
    const tailStart = log.bytes - tail.length;
    if (size === log.bytes) return;
    // In append mode a write goes to the end, so the file is first cut to where the tail begins.
    if (size > tailStart) ftruncateSync(fd, tailStart);
    writeSync(fd, tail);
  } finally {
    closeSync(fd);
  }
}

/** Every entry of the log so far. */
export function readLog(file: string): LogEntry[] {
  return parseLines(readLogText(file));
}

/** Every event so far. */
export function readEvents(file: string): CloudEvent[] {
  return readLog(file).filter((entry) => entry.kind === 'event');
}

/** Every operation so far. */
export function readOperations(file: string): CloudOperation[] {
  return readLog(file).filter((entry) => entry.kind === 'operation');
}

/** Calls `listener` with each entry after `afterSeq`, those of now and those to come, until the result is called. */
export function followLog(file: string, listener: (entry: LogEntry) => void, afterSeq = 0): () => void {
  let offset = 0;
  let rest = '';
  let seen = afterSeq;
  const poll = (): void => {
    const chunk = readFrom(logFile(file), offset);
    offset += chunk.length;
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      // Bytes are decoded line by line, since a chunk may end within a character.
      const entry = JSON.parse(Buffer.from(line, 'latin1').toString('utf8')) as LogEntry;
      if (entry.seq <= seen) continue;
      seen = entry.seq;
      listener(entry);
    }
  };
  poll();
  const timer = setInterval(poll, 50);
  return () => {
    clearInterval(timer);
  };
}

function readLogText(file: string): string {
  try {
    return readFileSync(logFile(file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Leaves out a last line that is still being written. */
function parseLines(content: string): LogEntry[] {
  return content
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogEntry);
}

function readFrom(path: string, offset: number): Buffer {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(fd).size - offset));
    return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, offset));
  } finally {
    closeSync(fd);
  }
}
