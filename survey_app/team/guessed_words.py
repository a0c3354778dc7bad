"""Words that passwords are most often made of, from published lists of what people chose and lost."""

COMMONLY_CHOSEN = """
password passwort passw0rd passphrase pass pwd word login signin logon welcome welcome letmein letme changeme
change default secret hello admin administrator root user username guest test testing tester temp temporary
qwertyuiop qwertyui qwerty qwert azerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsxedc qazwsx qaz wsx edc
abc abcd abcdef abcdefgh abcdefghijkl iloveyou loveyou ilove love lovely lover forever always together family
monkey dragon master shadow michael jordan superman batman spiderman pokemon naruto starwars princess prince
queen angel angels flower flowers butterfly sunshine rainbow summer winter autumn spring monday tuesday
wednesday thursday friday saturday sunday january february march april june july august september october
november december football baseball basketball hockey soccer cricket rugby liverpool arsenal chelsea everton
manchester united burnley blackburn rovers preston northend blackpool tottenham villa celtic rangers england
scotland wales britain london computer laptop internet network server system service services access account
office windows microsoft google facebook apple android samsung iphone money banana orange cheese chocolate
coffee cookie cookies ginger pepper charlie oliver jessica jennifer michelle nicole daniel thomas george harry
ashley andrew matthew joshua robert william richard samantha amanda sophie emily chloe charlotte hannah lauren
maggie molly bailey buster buddy tigger killer hunter ranger soldier freedom whatever trustno nothing nobody
something anything fuckyou fuck bitch pussy asshole sexy matrix merlin phoenix mustang ferrari mercedes yamaha
honda harley corvette porsche purple yellow green blue silver golden gold black white red please thank thanks
goodluck lucky happy smile friends friend bestfriend mother father mummy daddy brother sister baby babygirl boy
girl house home work school college university council county district borough city gov government digital
survey surveys feedback strategy
the and for you your our this that is my me it in of to new old one two three four five six seven eight nine ten
"""

COMMON_WORDS = frozenset(COMMONLY_CHOSEN.split())
"""Lower case, letters alone. A password is looked at without them, and without digits that follow each other."""
