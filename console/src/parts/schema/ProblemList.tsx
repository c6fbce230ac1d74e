import { Anchor, Paper, Stack, Text } from '@mantine/core';

export interface Problem { file: string; line: number; column: number; what: string; howToFix: string }

export function ProblemList({ problems, go }: { problems: Problem[]; go?: (line: number) => void }) {
  if (problems.length === 0) {
    return null;
  }
  return (
    <Stack gap="xs" mt="sm" role="alert">
      {problems.map(one => (
        <Paper key={`${one.file}:${one.line}:${one.column}:${one.what}`} withBorder p="sm">
          {go ? (
            <Anchor component="button" type="button" ff="monospace" fw={600} onClick={() => go(one.line)}>{one.file}:{one.line}:{one.column}</Anchor>
          ) : (
            <Text ff="monospace" fw={600}>{one.file}:{one.line}:{one.column}</Text>
          )}
          <Text>{one.what}</Text>
          <Text c="dimmed">{one.howToFix}</Text>
        </Paper>
      ))}
    </Stack>
  );
}
