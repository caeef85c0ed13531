#pragma once
/* components - what the parts of a page take. */
