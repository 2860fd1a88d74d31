/** The words for how a person was told. */
export const howWords: Record<string, string> = {
  letter: 'by letter',
  face_to_face: 'face to face',
  phone: 'by phone',
  email: 'by email',
  easy_read: 'in Easy Read',
  system_before: 'in the system before',
}
