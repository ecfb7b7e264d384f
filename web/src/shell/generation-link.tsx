import { Link } from 'wouter';
import { Text } from '../parts/text.tsx';
import { generationPath } from './address.ts';

/** A generation's name, leading to its page. */
export function GenerationLink({ id }: { id: string }) {
  return (
    <Link href={generationPath(id)}>
      <Text clip={40}>{id}</Text>
    </Link>
  );
}
