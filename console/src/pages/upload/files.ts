/** A file of a card with its place on it. */
export interface CardFile { file: File; path: string }

interface Entry { isFile: boolean; isDirectory: boolean; name: string }
interface FileEntry extends Entry { file(done: (file: File) => void, failed: (failure: Error) => void): void }
interface Reader { readEntries(done: (entries: Entry[]) => void, failed: (failure: Error) => void): void }
interface FolderEntry extends Entry { createReader(): Reader }

const HIDDEN = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$|__MACOSX\/)/i;

/** What computers leave behind is not brought. */
export function wanted(path: string): boolean {
  return !HIDDEN.test(path);
}

/** Files of a chooser, with the folder that was chosen as the beginning of their path. */
export function chosen(files: Iterable<File>): CardFile[] {
  return [...files]
    .map(file => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(one => wanted(one.path) && one.file.size > 0);
}

/** Everything that was dropped, folders to their ends. */
export async function dropped(items: DataTransferItemList): Promise<CardFile[]> {
  // The list is empty once the browser goes on, so all of it is read at once. What comes out of another program has no entry.
  const given = [...items].map(item => ({ entry: item.webkitGetAsEntry() as Entry | null, file: item.getAsFile() }));
  const found: CardFile[] = [];
  for (const { entry, file } of given) {
    if (entry) {
      await collect(entry, '', found);
    } else if (file) {
      found.push({ file, path: file.name });
    }
  }
  return found.filter(one => wanted(one.path) && one.file.size > 0);
}

async function collect(entry: Entry, under: string, found: CardFile[]): Promise<void> {
  const path = under + entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileEntry).file(done, failed));
    found.push({ file, path });
  } else if (entry.isDirectory) {
    const reader = (entry as FolderEntry).createReader();
    // A reader gives a hundred at a time.
    for (let some = await next(reader); some.length > 0; some = await next(reader)) {
      for (const one of some) {
        await collect(one, `${path}/`, found);
      }
    }
  }
}

function next(reader: Reader): Promise<Entry[]> {
  return new Promise((done, failed) => reader.readEntries(done, failed));
}
